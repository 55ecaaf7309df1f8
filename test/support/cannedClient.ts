import { Client, type ClientOptions } from "../../provider/platform/http/client";
import type { Fetch } from "../../provider/platform/http/http";
import { VirtualClock } from "./virtualClock";

export interface Canned {
  status?: number;
  headers?: Record<string, string>;
  /** A string is sent unchanged, anything else as JSON. */
  body?: unknown;
}

export const TOKEN = "0123456789abcdef0123456789abcdef";

/** A `fetch` that returns a list's responses in order, rejects with those that are errors, and records the requests. */
export function cannedFetch(answers: readonly (Canned | Error)[]) {
  const asked: { url: URL; method: string; headers: Record<string, string>; body: unknown }[] = [];
  const fetch: Fetch = async (url, init) => {
    const answer = answers[asked.length];
    const { method = "", headers = {}, body } = init;
    asked.push({
      url: new URL(url),
      method,
      headers: headers as Record<string, string>,
      body: typeof body === "string" ? (JSON.parse(body) as unknown) : undefined,
    });
    await Promise.resolve();
    if (answer instanceof Error) throw answer;
    if (!answer) throw new Error(`no answer was prepared for request ${asked.length}`);
    const text = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body ?? {});
    return new Response(text, { status: answer.status ?? 200, headers: answer.headers ?? {} }) as never;
  };
  return { fetch, asked };
}

/** A client that receives these responses; a plain value is the body of a 200. */
export function cannedClient(bodies: readonly unknown[], options: ClientOptions = {}) {
  const isCanned = (body: unknown): body is Canned | Error =>
    body instanceof Error ||
    (typeof body === "object" && body !== null && "status" in body && "body" in body);
  const answers = bodies.map((body) => (isCanned(body) ? body : { status: 200, body }));
  const { fetch, asked } = cannedFetch(answers);
  const clock = new VirtualClock();
  const account = { endpoint: "https://platform.example/v2", authToken: TOKEN };
  return { client: new Client(account, { clock, fetch, ...options }), asked, clock };
}
