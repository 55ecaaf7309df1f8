import { z } from "zod";
import { type BulkItem, matchById } from "./bulkMatch";
import type { Client } from "../http/client";
import { errorInfoSchema, isPlatformError, PlatformError } from "../errors/errors";
import type { Purpose } from "../rate/rateWindow";

/** A bulk call takes at most 100 items (https://docs.sevenbridges.com/reference/start-a-bulk-export-job). */
export const BULK_SIZE = 100;

export type { BulkItem };

export type BulkAnswer<T> = Map<string, T | PlatformError>;

/** Items are parsed one by one, so that one malformed item doesn't hide the others. */
export const bulkSchema = z.looseObject({ items: z.array(z.unknown()) });

const itemSchema = z
  .looseObject({ resource: z.unknown().optional(), error: z.unknown().optional() })
  .catch({});

export function bulkItems<S extends z.ZodType>(
  items: readonly unknown[],
  schema: S,
  call: string,
  /** A complete resource counts even if there is an error beside it: a failed job is still a job. */
  resourceFirst = false,
): BulkItem<z.output<S>>[] {
  return items.map((item) => {
    const { resource, error } = itemSchema.parse(item);
    const parsed = schema.safeParse(resource);
    const came = hasMembers(resource) ? { came: true as const } : {};
    if (error === undefined || error === null || (resourceFirst && parsed.success))
      return parsed.success ? { resource: parsed.data } : { error: oddItem(parsed.error, call), ...came };
    // https://docs.sevenbridges.com/reference/get-details-of-an-import-job-v2 shows failed jobs in the place of errors.
    const inError = schema.safeParse(error);
    return inError.success ? { resource: inError.data } : { error: refusal(error, call), ...came };
  });
}

const hasMembers = (resource: unknown): boolean =>
  typeof resource === "object" && resource !== null && Object.keys(resource).length > 0;

function refusal(error: unknown, call: string): PlatformError {
  const parsed = errorInfoSchema.safeParse(typeof error === "string" ? { message: error } : error);
  return new PlatformError({ ...parsed.data, failure: "refused", call });
}

function oddItem({ issues: [issue] }: z.ZodError, call: string): PlatformError {
  const message = `unexpected item (${issue?.path.join(".") || "top level"}): ${issue?.message ?? "no details"}`;
  return new PlatformError({ failure: "malformed", call, message });
}

export interface BulkGet<S extends z.ZodType> {
  path: string;
  idsKey: string;
  item: S;
  key: (item: z.output<S>) => string;
  /** The same in a call of its own, for ids whose result can't be identified among the others. */
  one: (id: string) => Promise<z.output<S>>;
  purpose?: Purpose;
  advanceAccess?: boolean;
  resourceFirst?: boolean;
}

/** Looks up many by id in one call; each id gets its own result or error. */
export async function bulkGet<S extends z.ZodType>(
  client: Client,
  what: BulkGet<S>,
  ids: readonly string[],
): Promise<BulkAnswer<z.output<S>>> {
  const call = `POST ${what.path}`;
  const { items } = await client.call({
    method: "POST",
    path: what.path,
    body: { [what.idsKey]: ids },
    answer: bulkSchema,
    idempotent: true,
    ...(what.purpose && { purpose: what.purpose }),
    ...(what.advanceAccess && { advanceAccess: true }),
  });
  const judged = bulkItems(items, what.item, call, what.resourceFirst);
  const { found, unclear, unmentioned } = matchById(ids, judged, what.key);
  for (const id of unmentioned) found.set(id, unanswered(call, id));
  for (const id of unclear) found.set(id, await what.one(id).catch(ownError));
  return found;
}

function ownError(error: unknown): PlatformError {
  if (isPlatformError(error)) return error;
  throw error;
}

const unanswered = (call: string, id: string): PlatformError =>
  new PlatformError({ failure: "malformed", call, message: `the response lacks ${id}` });
