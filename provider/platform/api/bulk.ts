import { z } from "zod";
import { type BulkItem, matchById } from "./bulkMatch";
import type { Client } from "../http/client";
import { errorInfoSchema, isPlatformError, PlatformError } from "../errors/errors";
import type { Purpose } from "../rate/rateWindow";

/** A bulk call takes at most 100 items (the platform's page "Start a bulk export job"). */
export const BULK_SIZE = 100;

export type { BulkItem };

export type BulkAnswer<T> = Map<string, T | PlatformError>;

/** Items are judged one by one, so that an odd one doesn't hide its neighbours. */
export const bulkSchema = z.looseObject({ items: z.array(z.unknown()) });

const itemSchema = z
  .looseObject({ resource: z.unknown().optional(), error: z.unknown().optional() })
  .catch({});

export function bulkItems<S extends z.ZodType>(
  items: readonly unknown[],
  schema: S,
  call: string,
  /** A whole resource counts though an error stands beside it: a job that failed is still one. */
  resourceFirst = false,
): BulkItem<z.output<S>>[] {
  return items.map((item) => {
    const { resource, error } = itemSchema.parse(item);
    const parsed = schema.safeParse(resource);
    const came = hasMembers(resource) ? { came: true as const } : {};
    if (error === undefined || error === null || (resourceFirst && parsed.success))
      return parsed.success ? { resource: parsed.data } : { error: oddItem(parsed.error, call), ...came };
    // The platform's page "Get details of an import job" shows failed jobs where errors are.
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
  const message = `unexpected item at ${issue?.path.join(".") || "its top"}: ${issue?.message ?? "no details"}`;
  return new PlatformError({ failure: "malformed", call, message });
}

export interface BulkGet<S extends z.ZodType> {
  path: string;
  idsKey: string;
  item: S;
  key: (item: z.output<S>) => string;
  /** The same by a call of its own, for those whose answer among the others can't be told. */
  one: (id: string) => Promise<z.output<S>>;
  purpose?: Purpose;
  advanceAccess?: boolean;
  resourceFirst?: boolean;
}

/** Looks up many by id, in one call; each id gets what was found, or its own error. */
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
  new PlatformError({ failure: "malformed", call, message: `the answer says nothing of ${id}` });
