import type { RequestInit, Response } from "node-fetch";
import { errorInBody } from "../errors/errorBody";
import { type ErrorInfo, errorInfoSchema, PlatformError, textOf } from "../errors/errors";
import { isDeeper, MOST_LEVELS } from "./jsonDepth";
import { proxyFor } from "./proxy";
import { proxyAgent } from "./proxyAgent";
import type { RateHeaders } from "../rate/serverView";
import { throughText, unsentReason } from "./unsent";

/** The part of `fetch` that this client uses; tests may supply their own. */
export type Fetch = (
  url: string,
  init: RequestInit,
) => Promise<Pick<Response, "status" | "headers" | "text">>;

export interface HttpRequest {
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  url: URL;
  headers: Record<string, string>;
  body?: unknown;
  /** Its name in error messages, e.g. "GET /files/{id}". */
  call: string;
  /** Whether the body of a refusal (4xx) is the requested content after all. */
  isAnswer?: ((body: unknown) => boolean) | undefined;
  signal?: AbortSignal | undefined;
}

export interface HttpAnswer {
  status: number;
  body: unknown;
  /** The size of the whole collection of which the body is a page (X-Total-Matching-Query). */
  total: number | undefined;
  rate: RateHeaders;
}

/** The time limit of one attempt; a bulk call of 100 items has never been seen to take more than a few seconds. */
export const ATTEMPT_TIMEOUT_MS = 60_000;
/** The API's largest response is a page of 100 files with metadata: well below 1 MB. */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** One exchange: a response with status 2xx, or a PlatformError. Never retries. */
export async function exchange(
  request: HttpRequest,
  fetch: Fetch,
  timeoutMs = ATTEMPT_TIMEOUT_MS,
): Promise<HttpAnswer> {
  const answer = await send(request, fetch, timeoutMs);
  const requestId = answer.headers.get("x-request-id") ?? undefined;
  const rate = rateHeaders(answer.headers);
  const body = parseJson(answer.text);
  const facts = { requestId, rate, retryAfterMs: retryAfterMs(answer.headers) };
  const isSuccess = answer.status >= 200 && answer.status <= 299;
  if (!isSuccess && !isAnswerInRefusal(request, answer.status, body))
    throw refusal(request, answer.status, infoIn(body), facts);
  const error = isSuccess ? errorInBody(body) : undefined;
  if (error) throw refusal(request, error.status, error, facts);
  if (answer.text.length > 0 && body === undefined) {
    const { status, text } = answer;
    const message = unreadable(text);
    throw new PlatformError({ failure: "malformed", call: request.call, status, message, requestId, rate });
  }
  return { status: answer.status, body, rate, total: numberIn(answer.headers, "x-total-matching-query") };
}

async function send(request: HttpRequest, fetch: Fetch, timeoutMs: number) {
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
  try {
    const answer = await fetch(request.url.href, {
      method: request.method,
      headers: request.headers,
      signal,
      size: MAX_BODY_BYTES,
      // A redirect would carry the token, which isn't an Authorization header, to another host.
      redirect: "manual",
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
    const { status, headers } = answer;
    return { status, headers, text: withoutToken(request, await answer.text()) };
  } catch (cause) {
    if (request.signal?.aborted) throw request.signal.reason;
    throw noAnswer(request, cause, timeout.aborted ? timeoutMs : undefined);
  }
}

/** An intermediate server may echo a request's headers in its response, which goes into errors. */
function withoutToken({ headers }: HttpRequest, text: string): string {
  const token = headers["X-SBG-Auth-Token"];
  return token ? text.replaceAll(token, "[token]") : text;
}

function noAnswer(request: HttpRequest, cause: unknown, timeoutMs: number | undefined): PlatformError {
  const { call, url } = request;
  const unsent = unsentReason(cause, url);
  if (unsent) return new PlatformError({ failure: "unsent", call, ...unsent, cause });
  if (isTooLarge(cause)) return new PlatformError({ failure: "malformed", call, message: TOO_LARGE, cause });
  const from = `no complete response from ${url.host}${throughText(url)}`;
  if (timeoutMs === undefined)
    return new PlatformError({ failure: "network", call, message: `${from}: ${textOf(cause)}`, cause });
  return new PlatformError({
    failure: "timeout",
    call,
    message: `${from} within ${timeoutMs / 1000} s`,
    cause,
  });
}

/** How node-fetch reports that a body exceeds `size`. */
const isTooLarge = (cause: unknown): boolean => (cause as { type?: unknown }).type === "max-size";

const TOO_LARGE = `the response is larger than ${MAX_BODY_BYTES / 1024 ** 2} MB, which none of the platform's is; check the endpoint`;

/** Not for refusals of the call itself: no valid token, or too many calls. */
const isAnswerInRefusal = ({ isAnswer }: HttpRequest, status: number, body: unknown): boolean =>
  status >= 400 && status <= 499 && status !== 401 && status !== 429 && (isAnswer?.(body) ?? false);

interface AnswerFacts {
  requestId: string | undefined;
  rate: RateHeaders;
  retryAfterMs: number | undefined;
}

const infoIn = (body: unknown): ErrorInfo => errorInfoSchema.safeParse(body).data ?? {};

function refusal(
  request: HttpRequest,
  status: number | undefined,
  info: ErrorInfo,
  facts: AnswerFacts,
): PlatformError {
  const fallback =
    status !== undefined && status >= 300 && status < 400
      ? "the platform responded with a redirect; check the endpoint"
      : "no details were given";
  return new PlatformError({
    ...info,
    ...facts,
    failure: "refused",
    call: request.call,
    status,
    message: info.message ?? fallback,
  });
}

type Headers = { get(name: string): string | null };

const rateHeaders = (headers: Headers): RateHeaders => ({
  limit: numberIn(headers, "x-ratelimit-limit"),
  remaining: numberIn(headers, "x-ratelimit-remaining"),
  reset: numberIn(headers, "x-ratelimit-reset"),
  date: dateIn(headers, "date"),
});

/**
 * Either seconds or a date, which is compared with the response's own date, since clocks differ. The platform doesn't
 * document it; the servers in front of it send it (RFC 9110, 10.2.3).
 */
function retryAfterMs(headers: Headers): number | undefined {
  const seconds = numberIn(headers, "retry-after");
  if (seconds !== undefined) return seconds * 1000;
  const [until, now] = [dateIn(headers, "retry-after"), dateIn(headers, "date")];
  return until === undefined || now === undefined ? undefined : until - now;
}

function dateIn(headers: Headers, name: string): number | undefined {
  const date = Date.parse(headers.get(name) ?? "");
  return Number.isNaN(date) ? undefined : date;
}

function numberIn(headers: Headers, name: string): number | undefined {
  const text = headers.get(name)?.trim();
  const value = Number(text);
  return text && Number.isFinite(value) ? value : undefined;
}

/** Text that is nested too deeply counts as unreadable. */
function parseJson(text: string): unknown {
  if (isDeeper(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const unreadable = (text: string): string =>
  isDeeper(text)
    ? `the response is nested more than ${MOST_LEVELS} levels deep, which none of the platform's is; check the endpoint`
    : `the response isn't JSON: ${excerpt(text)}`;

const excerpt = (text: string): string => JSON.stringify(text.slice(0, 80));

/** node-fetch is an ES module: loaded on first use, which also keeps it out of programs that only declare resources. */
export const nodeFetch: Fetch = async (url, init) => {
  const { default: fetch } = await import("node-fetch");
  const proxy = proxyFor(new URL(url));
  return fetch(url, proxy ? { ...init, agent: await proxyAgent(proxy) } : init);
};
