import type { ItemResult } from "../../inputs/bulkLines";
import type { Endpoints, Mode } from "../../jobs/kinds";
import { StillRunning } from "../../jobs/poller";
import type { JobService } from "../../jobs/service";
import type { Submitted } from "../../jobs/submitter";
import type { Clock } from "../../platform/time/clock";
import { type ErrorInfo, isPlatformError, textOf } from "../../platform/errors/errors";
import type { PlatformFile } from "../../platform/api/files";
import type { Job } from "../../platform/api/jobs";
import { isDefinitelyGone } from "../account/orGone";
import { NO_REASON } from "../job/texts";
import type { Plan } from "./plan";

/** How one kind of bulk resource turns its items into jobs. */
export interface BulkKind<Request extends Endpoints, J extends Job & Endpoints> {
  service: JobService<Request, J>;
  mode: Mode;
  request(item: string): Request;
  /** What can be told of an item before it is submitted: its size, and whether it is done already. */
  before?(item: string): Promise<{ size?: number | undefined; done?: boolean }>;
  /** Of what a job has made, what is kept: the id of an import's alias. */
  file?: (result: PlatformFile) => string;
  /** Of these items, those whose effect is there to be seen. */
  inPlace?(items: readonly string[]): Promise<Set<string>>;
  /** For the end of an error with this code: what else is known about it. */
  note?(item: string, code: number | undefined): Promise<string>;
  /** Why the ended job, which this process didn't start, isn't what was asked for; undefined if it is. */
  objection?(item: string, job: J): Promise<string | undefined>;
}

export interface RunOptions {
  clock: Clock;
  until: number;
  /** State knows nothing of its items: this is its first run, or the first was killed. */
  isNew: boolean;
  /** Called whenever something has changed. */
  onChange(results: ReadonlyMap<string, ItemResult>): void;
}

/**
 * Of more items than this, nothing is looked up before they are submitted: it would take half as many requests again as
 * the submissions and looks at their jobs, which is what a large set has to save.
 */
const MOST_LOOKED_UP = 2_000;

/** Carries out a plan: all items at once, each by itself, so that one that fails doesn't stop its neighbours. */
export async function runPlan<Request extends Endpoints, J extends Job & Endpoints>(
  plan: Plan,
  kind: BulkKind<Request, J>,
  options: RunOptions,
): Promise<Map<string, ItemResult>> {
  const results = new Map<string, ItemResult>(plan.keep);
  for (const [item, result] of plan.resume) results.set(item, result);
  for (const item of plan.submit) results.set(item, { state: "PENDING" });
  const set = (item: string, result: ItemResult): void => {
    results.set(item, { size: results.get(item)?.size, ...result });
    options.onChange(results);
  };
  const isLarge = plan.submit.length > MOST_LOOKED_UP;
  const earlier = options.isNew ? await doneEarlier(plan.submit, kind) : new Map<string, J>();
  await Promise.all([
    ...plan.resume.map(([item, { job }]) => resumeItem(item, job, kind, options, set)),
    ...plan.submit.map((item) => {
      const job = earlier.get(item);
      if (job) return set(item, resultOfJob(job, kind));
      return submitItem(item, isLarge ? withoutBefore(kind) : kind, options, set);
    }),
  ]);
  return results;
}

/**
 * Items that a run which was killed has finished, as far as their effect is still there and is what is asked for now. If
 * that can't be told, submitting them will.
 */
async function doneEarlier<Request extends Endpoints, J extends Job & Endpoints>(
  items: readonly string[],
  kind: BulkKind<Request, J>,
): Promise<Map<string, J>> {
  const requests = new Map(items.map((item) => [kind.request(item), item]));
  const found = await kind.service.findEarlier([...requests.keys()], kind.mode).catch(() => undefined);
  const jobs = [...(found ?? [])].flatMap(([one, { job }]): [string, J][] =>
    job ? [[requests.get(one)!, job]] : [],
  );
  if (jobs.length === 0) return new Map();
  const inPlace = await kind.inPlace?.(jobs.map(([item]) => item)).catch(() => undefined);
  const judged = jobs.map(async ([item, job]): Promise<[string, J][]> => {
    const isRight = inPlace?.has(item) && (await kind.objection?.(item, job).catch(textOf)) === undefined;
    return isRight ? [[item, job]] : [];
  });
  return new Map((await Promise.all(judged)).flat());
}

/** The same kind, without look-ups before submission. */
function withoutBefore<Request extends Endpoints, J extends Job & Endpoints>(
  kind: BulkKind<Request, J>,
): BulkKind<Request, J> {
  const bare = { ...kind };
  delete bare.before;
  return bare;
}

type SetResult = (item: string, result: ItemResult) => void;

async function submitItem<Request extends Endpoints, J extends Job & Endpoints>(
  item: string,
  kind: BulkKind<Request, J>,
  options: RunOptions,
  set: SetResult,
): Promise<void> {
  const known = await kind.before?.(item).catch(() => undefined);
  if (known?.done) return set(item, { state: "COMPLETED", size: known.size });
  set(item, { state: "PENDING", size: known?.size });
  let submitted: Submitted<J>;
  try {
    submitted = await kind.service.submit(kind.request(item), kind.mode);
  } catch (error) {
    return set(item, { state: "FAILED", error: await noted(item, errorOf(error), kind) });
  }
  if (submitted.how === "done") return set(item, resultOfFile(submitted.file, kind));
  await followJob(item, submitted, kind, options, set);
}

async function followJob<Request extends Endpoints, J extends Job & Endpoints>(
  item: string,
  { how, job }: { how: string; job: J },
  kind: BulkKind<Request, J>,
  options: RunOptions,
  set: SetResult,
): Promise<void> {
  set(item, resultOfJob(job, kind));
  const ended = await waitFor(item, job, kind, options, set);
  if (ended?.state === "FAILED") await lookWhetherDone(item, ended, kind, set);
  if (ended?.state === "COMPLETED" && how === "adopted") await object(item, ended, kind, set);
}

async function resumeItem<Request extends Endpoints, J extends Job & Endpoints>(
  item: string,
  id: string,
  kind: BulkKind<Request, J>,
  options: RunOptions,
  set: SetResult,
): Promise<void> {
  try {
    await waitFor(item, await kind.service.get(id), kind, options, set);
  } catch (error) {
    // A job that the platform doesn't know is submitted again by the next `up`; anything else leaves it as it was.
    if (isPlatformError(error) && isDefinitelyGone(error))
      set(item, { state: "FAILED", error: errorOf(error) });
    else set(item, { job: id, state: "RUNNING", error: errorOf(error) });
  }
}

/** The job once it has ended; undefined, with its last state noted, if the wait has ended before it. */
async function waitFor<Request extends Endpoints, J extends Job & Endpoints>(
  item: string,
  job: J,
  kind: BulkKind<Request, J>,
  { clock, until }: RunOptions,
  set: SetResult,
): Promise<J | undefined> {
  const since = job.startedOn ? Math.min(Date.parse(job.startedOn), clock.now()) : clock.now();
  const onLook = (seen: J) => set(item, resultOfJob(seen, kind));
  try {
    const ended = await kind.service.wait(job, { since, until, onLook });
    set(item, resultOfJob(ended, kind));
    return ended;
  } catch (error) {
    const last = error instanceof StillRunning ? error.job : job;
    set(item, {
      job: last.id,
      state: last.state,
      startedOn: last.startedOn,
      error: error instanceof StillRunning ? undefined : errorOf(error),
    });
    return undefined;
  }
}

async function lookWhetherDone<Request extends Endpoints, J extends Job & Endpoints>(
  item: string,
  failed: J,
  kind: BulkKind<Request, J>,
  set: SetResult,
): Promise<void> {
  const found = await kind.service
    .findDone(kind.request(item), kind.mode, failed.error?.code)
    .catch(() => undefined);
  if (!found)
    set(item, { ...resultOfJob(failed, kind), error: await noted(item, failed.error ?? NO_REASON, kind) });
  if (found?.how === "done") set(item, resultOfFile(found.file, kind));
  if (found?.how !== "adopted") return;
  set(item, resultOfJob(found.job, kind));
  await object(item, found.job, kind, set);
}

async function object<Request extends Endpoints, J extends Job & Endpoints>(
  item: string,
  ended: J,
  kind: BulkKind<Request, J>,
  set: SetResult,
): Promise<void> {
  const text = await kind.objection?.(item, ended).catch(textOf);
  if (text !== undefined)
    set(item, { ...resultOfJob(ended, kind), state: "FAILED", error: { message: text } });
}

async function noted<Request extends Endpoints, J extends Job & Endpoints>(
  item: string,
  error: ErrorInfo,
  kind: BulkKind<Request, J>,
): Promise<ErrorInfo> {
  const note = await kind.note?.(item, error.code);
  return note ? { ...error, message: `${error.message ?? ""}${note}`.trim() } : error;
}

type Keeps = { file?: (result: PlatformFile) => string };

function resultOfJob({ id, state, startedOn, finishedOn, error, result }: Job, { file }: Keeps): ItemResult {
  return {
    job: id,
    state,
    startedOn,
    finishedOn,
    ...(result?.size !== undefined && { size: result.size }),
    error: state === "FAILED" ? (error ?? NO_REASON) : undefined,
    file: result && file?.(result),
  };
}

const resultOfFile = (found: PlatformFile, { file }: Keeps): ItemResult => ({
  state: "COMPLETED",
  file: file?.(found),
});

function errorOf(error: unknown): ErrorInfo {
  if (!isPlatformError(error)) return { message: textOf(error) };
  const { status, code, platformMessage, moreInfo } = error;
  return { status, code, message: platformMessage, moreInfo };
}
