import { z } from "zod";

/** Everything that can go wrong on the network or in a response. */
export const faultKinds = [
  /** 429, code 1000. Option `reset`. */
  "429",
  /** 503, code 0: maintenance. */
  "maintenance",
  /** 503 with another code. Option `code`, default 9100. */
  "503",
  /** 500, code 90004. Option `when`: "after" responds so once the request has been processed. */
  "500",
  /** 502 with an HTML page. Option `when`. */
  "502",
  /** The connection is cut before the request is processed. */
  "lost-before",
  /** The connection is cut after the request has been processed. */
  "lost-after",
  /** The response is delayed. Option `ms`. */
  "slow",
  /** Lists are returned as of some time ago. Option `seconds`. */
  "stale",
  /** The link to the next page leads to the same page again. */
  "repeated-page",
  /** Items of bulk responses are errors. Options `items` (positions), `fraction`, `code`, `when`. */
  "item-errors",
  /** Items of bulk responses are in another order. */
  "shuffled",
  /** Items of bulk responses are missing. Option `count`. */
  "missing-items",
  /** Jobs show an unknown state. Option `state`. */
  "unknown-state",
  /** Jobs are returned as bodies of refusals (409), and as errors of bulk items, as two samples show FAILED ones. */
  "refused-jobs",
  /** An error with HTTP status 200. Option `code`, default 9006. */
  "error-in-200",
  /** Errors give their status as a word ("NOT_FOUND"), in whole answers, bulk items and failed jobs. */
  "text-status",
  /** Jobs are returned with `href`, `id` and `state` only, whatever `fields` asks for. */
  "stubs",
  /** Jobs show sources and destinations that weren't requested. */
  "foreign-jobs",
  /** The caller's token is refused from now on. */
  "expired-token",
  /** A body that isn't JSON, with the correct content type. */
  "malformed-json",
  /** Half a body, then the connection is cut. */
  "truncated",
  /** A valid body that is made very long. Option `bytes`. */
  "huge",
  /** 200 without a body. */
  "empty",
  /** The correct body as text/html. */
  "wrong-type",
  /** Ordinary responses with X-RateLimit-Reset moved. Option `seconds`. */
  "skewed-reset",
  /** Ordinary responses without X-RateLimit headers. */
  "no-rate-headers",
] as const;

/** The kind of fault. */
export type FaultKind = (typeof faultKinds)[number];

/** A fault to add: its kind, the requests that it strikes, and how often. */
export interface FaultOptions {
  kind: FaultKind;
  /** HTTP method; any if omitted. */
  method?: string;
  /** Path below /v2: a prefix, a string that begins with `^` as a regular expression, or a RegExp. */
  path?: string | RegExp;
  /** How many requests it strikes; unlimited if omitted. */
  times?: number;
  /** How many matching requests pass before it strikes. */
  after?: number;
  /** Probability of striking a matching request, drawn from a seeded generator. */
  probability?: number;
  /** For a 429: `X-RateLimit-Reset` correct, missing, past, far off, or moved by `seconds`. */
  reset?: "right" | "missing" | "past" | "far" | "skewed";
  seconds?: number;
  code?: number;
  ms?: number;
  when?: "before" | "after";
  items?: number[];
  fraction?: number;
  count?: number;
  state?: string;
  bytes?: number;
}

const count = z.coerce.number().int().nonnegative();

/** The same as text from the command line or over HTTP. */
export const faultSchema = z.strictObject({
  kind: z.enum(faultKinds),
  method: z.string().optional(),
  path: z.string().optional(),
  times: count.optional(),
  after: count.optional(),
  probability: z.coerce.number().min(0).max(1).optional(),
  reset: z.enum(["right", "missing", "past", "far", "skewed"]).optional(),
  seconds: z.coerce.number().optional(),
  code: count.optional(),
  ms: count.optional(),
  when: z.enum(["before", "after"]).optional(),
  items: z.array(count).optional(),
  fraction: z.coerce.number().min(0).max(1).optional(),
  count: count.optional(),
  state: z.string().optional(),
  bytes: count.optional(),
});

/** Reads `kind=429,times=3,path=/bulk/storage`. */
export function parseFault(text: string): FaultOptions {
  const pairs = text.split(",").map((pair) => {
    const at = pair.indexOf("=");
    return at < 0 ? [pair, "true"] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  });
  return toFault(Object.fromEntries(pairs));
}

/** Validates a fault from outside, and names what is wrong. */
export function toFault(given: unknown): FaultOptions {
  const result = faultSchema.safeParse(given);
  if (!result.success) throw new Error(`fault: ${z.prettifyError(result.error)}`);
  return Object.fromEntries(
    Object.entries(result.data).filter(([, value]) => value !== undefined),
  ) as FaultOptions & Record<string, unknown>;
}
