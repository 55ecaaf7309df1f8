/** What the storage reports about an object; any member may be absent. */
export interface ObjectFacts {
  /** Bytes. */
  size?: number | undefined;
  etag?: string | undefined;
  /** In the storage's own format. */
  modifiedOn?: string | undefined;
}

/** The names that storage providers use; which of them the platform passes on for S3 isn't documented. */
const SIZES = ["size", "content_length", "contentLength", "content-length"];
const ETAGS = ["etag", "e_tag", "eTag", "ETag"];
const TIMES = ["last_modified", "lastModified", "updated", "last-modified", "timeCreated"];

/** Reads `metadata` of an object: https://docs.sevenbridges.com/reference/get-details-of-a-file-within-a-volume */
export function objectFacts(object: object): ObjectFacts {
  const { metadata } = object as { metadata?: unknown };
  const facts =
    typeof metadata === "object" && metadata !== null ? (metadata as Record<string, unknown>) : {};
  const first = (names: readonly string[]) =>
    names.map((name) => facts[name]).find((value) => value !== undefined);
  return { size: numberOf(first(SIZES)), etag: textOf(first(ETAGS)), modifiedOn: textOf(first(TIMES)) };
}

const numberOf = (value: unknown): number | undefined => {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && number >= 0 ? number : undefined;
};

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
