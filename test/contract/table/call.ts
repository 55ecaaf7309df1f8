import { z } from "zod";

/** One call of the platform's REST API as its pages describe it, in our own words. */
export interface ContractCall {
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Below the API's base; `{…}` is one segment, `{volume}` two ("owner/name"). */
  path: string;
  /** Where it is described. */
  page: string;
  /** Parameters that may come once or repeated. */
  query?: readonly string[];
  /** Undefined: it takes none. */
  body?: z.ZodType;
  /** Of a success; undefined: it has no body, or one that isn't described. */
  answer?: z.ZodType;
}

export const SB = "https://docs.sevenbridges.com/reference/";
export const BDC = "https://sb-biodatacatalyst.readme.io/reference/";

/** Members beyond those of the table are slips, in requests and answers alike. */
export const strict = z.strictObject;

/** "2026-01-12T09:30:02Z". */
export const time = z.iso.datetime({ offset: true });

/** A collection's members of its own. */
export const page = <T extends z.ZodType>(item: T) =>
  strict({
    href: z.string(),
    items: z.array(item),
    links: z.array(strict({ href: z.url(), rel: z.enum(["next", "prev"]), method: z.literal("GET") })),
  });

/** The error object, as in refusals, items of bulk answers and failed jobs. */
export const error = strict({
  status: z.number().int().optional(),
  code: z.number().int().optional(),
  message: z.string().optional(),
  more_info: z.string().optional(),
});

/** What became of each item of a bulk call: exactly one of the two. */
export const bulkAnswer = <T extends z.ZodType>(resource: T) =>
  strict({ items: z.array(z.union([strict({ resource }), strict({ error })])) });

/** Paging, and which members are wanted. */
export const PAGING = ["limit", "offset", "fields"] as const;
