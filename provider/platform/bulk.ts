import { z } from "zod";
import type { Client } from "./client";
import { errorInfoSchema, PlatformError } from "./errors";

/** A bulk call takes at most 100 items (the platform's page "Start a bulk export job"). */
export const BULK_SIZE = 100;

/** The platform answers each item by itself, with HTTP 200 even where all are errors. */
export type BulkItem<T> = { resource: T } | { error: PlatformError };

export type BulkAnswer<T> = Map<string, T | PlatformError>;

export const bulkSchema = <T extends z.ZodType>(item: T) =>
  z.looseObject({
    items: z.array(z.looseObject({ resource: item.nullish(), error: errorInfoSchema.nullish() })),
  });

export function bulkItems<T>(
  items: readonly {
    resource?: T | null | undefined;
    error?: z.output<typeof errorInfoSchema> | null | undefined;
  }[],
  call: string,
): BulkItem<T>[] {
  return items.map(({ resource, error }) =>
    resource && !error ? { resource } : { error: new PlatformError({ ...error, failure: "refused", call }) },
  );
}

export interface BulkGet<S extends z.ZodType> {
  path: string;
  idsKey: string;
  item: S;
  key: (item: z.output<S>) => string;
  purpose?: "poll";
  advanceAccess?: boolean;
}

/**
 * Looks up many by id. Found ones are matched by their id, since the order of the answers is nowhere promised; error
 * items carry no id, so the ids that are left take the errors in their order. More ids left than errors is an answer
 * that nothing can be made of.
 */
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
    answer: bulkSchema(what.item),
    idempotent: true,
    ...(what.purpose && { purpose: what.purpose }),
    ...(what.advanceAccess && { advanceAccess: true }),
  });
  const answers = bulkItems<z.output<S>>(items, call);
  const found: BulkAnswer<z.output<S>> = new Map();
  for (const item of answers) if ("resource" in item) found.set(what.key(item.resource), item.resource);
  const errors = answers.flatMap((item) => ("error" in item ? [item.error] : []));
  for (const id of ids) if (!found.has(id)) found.set(id, errors.shift() ?? unanswered(call, id));
  return found;
}

const unanswered = (call: string, id: string): PlatformError =>
  new PlatformError({ failure: "malformed", call, message: `the answer says nothing of ${id}` });
