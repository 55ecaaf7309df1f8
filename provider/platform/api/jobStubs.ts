import { z } from "zod";
import { filledText } from "../http/lenient";
import type { BulkAnswer } from "./bulk";
import type { BulkItem } from "./bulkMatch";
import type { Client } from "../http/client";
import { isPlatformError, type PlatformError } from "../errors/errors";
import type { Purpose } from "../rate/rateWindow";

/**
 * A job with only its id and state: what lists show without `fields`
 * (https://docs.sevenbridges.com/reference/list-export-jobs-v2), and what any response may show.
 */
export interface Stub {
  stub: string;
}

const stubSchema = z
  .looseObject({ id: filledText, state: z.string() })
  .transform(({ id }): Stub => ({ stub: id }));

export const jobOrStub = <J>(job: z.ZodType<J>) => z.union([job, stubSchema]);

export const isStub = (one: object): one is Stub => "stub" in one;

/** Looks up at most 100 jobs. */
type LookUp<J> = (client: Client, ids: readonly string[], purpose?: Purpose) => Promise<BulkAnswer<J>>;

/** A list's jobs with stubs looked up; those that are gone by then are left out. */
export async function* wholeJobs<J extends object>(
  client: Client,
  listed: AsyncIterable<J | Stub>,
  lookUp: LookUp<J>,
): AsyncGenerator<J> {
  let ids: string[] = [];
  for await (const one of listed) {
    if (!isStub(one)) yield one;
    else if (ids.push(one.stub) === MOST) {
      yield* found(await lookUp(client, ids));
      ids = [];
    }
  }
  if (ids.length > 0) yield* found(await lookUp(client, ids));
}

const MOST = 100;

function* found<J>(answers: BulkAnswer<J>): Generator<J> {
  for (const answer of answers.values()) {
    if (!isPlatformError(answer)) yield answer;
    else if (!answer.isNotFound) throw answer;
  }
}

/** A submission's items with stubs looked up, since a job without its source can't be matched with a request. */
export async function wholeItems<J extends object>(
  client: Client,
  items: readonly BulkItem<J | Stub>[],
  lookUp: LookUp<J>,
): Promise<BulkItem<J>[]> {
  const ids = items.flatMap((item) =>
    "resource" in item && isStub(item.resource) ? [item.resource.stub] : [],
  );
  const answers = ids.length > 0 ? await lookUp(client, ids).catch(ownError) : undefined;
  return items.map((item): BulkItem<J> => {
    if (!("resource" in item)) return item;
    if (!isStub(item.resource)) return { resource: item.resource };
    const answer = isPlatformError(answers) ? answers : answers?.get(item.resource.stub);
    if (isPlatformError(answer)) return { error: answer, came: true };
    return { resource: answer! };
  });
}

function ownError(error: unknown): PlatformError {
  if (isPlatformError(error)) return error;
  throw error;
}
