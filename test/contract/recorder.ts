import type { Fetch } from "../../provider/platform/http/http";
import type { Exchange } from "./check";

/** A `fetch` that records every exchange that has a response. */
export function recording(fetch: Fetch, exchanges: Exchange[]): Fetch {
  return async (address, init) => {
    const answer = await fetch(address, init);
    const text = await answer.text();
    const { pathname, search } = new URL(address);
    exchanges.push({
      method: init.method ?? "GET",
      path: decodeURI(pathname.replace(/^\/v2/, "")) + search,
      body: parsed(init.body as string | undefined),
      status: answer.status,
      answer: parsed(text),
    });
    return { status: answer.status, headers: answer.headers, text: () => Promise.resolve(text) };
  };
}

function parsed(text: string | undefined): unknown {
  if (!text) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
