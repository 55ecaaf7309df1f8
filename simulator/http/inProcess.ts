import type { FastifyInstance } from "fastify";

/** Statuses whose responses have no body, as Response requires. */
const BODYLESS = [204, 304];

/** `fetch` on an app without sockets. A cut connection rejects, as the real one does. */
export function inProcessFetch(app: FastifyInstance) {
  return async (address: string | URL, init: RequestInit = {}): Promise<Response> => {
    const { pathname, search, host } = new URL(address);
    const headers = Object.fromEntries(new Headers(init.headers));
    const payload =
      init.body === undefined || init.body === null ? undefined : await new Response(init.body).text();
    const answering = app.inject({
      method: (init.method ?? "GET").toUpperCase(),
      url: pathname + search,
      headers: { host, ...headers },
      ...(payload !== undefined && { payload }),
    });
    const answer = await untilAborted(answering, init.signal).catch((cause: unknown) => {
      if (init.signal?.aborted) throw cause;
      throw new TypeError("fetch failed", { cause });
    });
    const body = BODYLESS.includes(answer.statusCode) ? null : new Uint8Array(answer.rawPayload);
    return new Response(body, { status: answer.statusCode, headers: answeredHeaders(answer.headers) });
  };
}

function answeredHeaders(headers: Record<string, number | string | string[] | undefined>): Headers {
  const given = Object.entries(headers).filter(([, value]) => value !== undefined);
  return new Headers(given.map(([name, value]): [string, string] => [name, String(value)]));
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal | null | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    const done = (): void => signal.removeEventListener("abort", abort);
    work.then(resolve, reject).finally(done);
  });
}
