import { z } from "zod";

/** One call of the platform's REST API as its pages describe it, in this package's own terms. */
export interface ContractCall {
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Relative to the API's base URL; `{…}` is one segment, `{volume}` is two ("owner/name"). */
  path: string;
  /** The page that describes it. */
  page: string;
  /** Parameters that may be given once or repeated. */
  query?: readonly string[];
  /** Undefined if the call takes no body. */
  body?: z.ZodType;
  /** The body of a successful response; undefined if there is none, or none is described. */
  answer?: z.ZodType;
}

export const SB = "https://docs.sevenbridges.com/reference/";
export const BDC = "https://sb-biodatacatalyst.readme.io/reference/";

/** Members that the table doesn't list are errors, in requests and responses alike. */
export const strict = z.strictObject;

/** "2026-01-12T09:30:02Z". */
export const time = z.iso.datetime({ offset: true });

/** The members that a collection has besides its items. */
export const page = <T extends z.ZodType>(item: T) =>
  strict({
    href: z.string(),
    items: z.array(item),
    links: z.array(strict({ href: z.url(), rel: z.enum(["next", "prev"]), method: z.literal("GET") })),
  });

/** The error object, as in refusals, items of bulk responses and failed jobs. */
export const error = strict({
  status: z.number().int().optional(),
  code: z.number().int().optional(),
  message: z.string().optional(),
  more_info: z.string().optional(),
});

/** The outcome of each item of a bulk call: exactly one of the two. */
export const bulkAnswer = <T extends z.ZodType>(resource: T) =>
  strict({ items: z.array(z.union([strict({ resource }), strict({ error })])) });

/** Paging, and which members to return. */
export const PAGING = ["limit", "offset", "fields"] as const;
