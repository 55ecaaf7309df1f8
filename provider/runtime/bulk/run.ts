import { type Ending, follow, followJob, type FollowOptions } from "../../jobs/follow";
import type { Endpoints } from "../../jobs/kinds";
import type { JobService } from "../../jobs/service";
import type { ItemResult } from "../../model/result";
import type { Job } from "../../platform/api/jobs";
import { isPlatformError, textOf } from "../../platform/errors/errors";
import { isDefinitelyGone } from "../account/orGone";
import type { Entry, Plan } from "./plan";
import { errorOf, type Keeps, resultOfEnding, resultOfJob } from "./results";

/** What one kind of bulk resource knows of its items on the platform. */
export interface BulkKind<Item extends Endpoints, J extends Job & Endpoints> extends Keeps {
  service: JobService<Item, J>;
  /** What can be told of an item before it is submitted: its size, and whether it is done already. */
  before?(item: Item): Promise<{ size?: number | undefined; done?: boolean }>;
  /** Of these items, those whose effect is there to be seen. */
  inPlace?(items: readonly Item[]): Promise<Set<Item>>;
  /** For the end of an error with this code: what else is known about it. */
  note?(item: Item, code: number | undefined): Promise<string>;
  /** Why the ended job, which this process didn't start, isn't what was asked for; undefined if it is. */
  objection?(item: Item, job: J): Promise<string | undefined>;
}

export interface RunOptions extends Pick<FollowOptions<Job>, "clock" | "until" | "signal"> {
  /** State knows nothing of its items: this is its first run, or the first was killed. */
  isNew: boolean;
  /** Called whenever something has changed; results go by the items' lines. */
  onChange(results: ReadonlyMap<string, ItemResult>): void;
}

/**
 * Of more items than this, nothing is looked up before they are submitted: it would take half as many requests again as
 * the submissions and looks at their jobs, which is what a large set has to save.
 */
const MOST_LOOKED_UP = 2_000;

/** Carries out a plan: all items at once, each by itself, so that one that fails doesn't stop its neighbours. */
export async function runPlan<Item extends Endpoints, J extends Job & Endpoints>(
  plan: Plan<Item>,
  kind: BulkKind<Item, J>,
  options: RunOptions,
): Promise<Map<string, ItemResult>> {
  const run = new Run(plan, kind, options);
  const isLarge = plan.submit.length > MOST_LOOKED_UP;
  const earlier = options.isNew ? await doneEarlier(plan.submit, kind) : new Map<Entry<Item>, J>();
  await Promise.all([
    ...plan.resume.map(([entry, { job }]) => run.resume(entry, job)),
    ...plan.submit.map((entry) => {
      const job = earlier.get(entry);
      return job ? run.set(entry, resultOfJob(job, kind)) : run.submit(entry, !isLarge);
    }),
  ]);
  return run.results;
}

class Run<Item extends Endpoints, J extends Job & Endpoints> {
  readonly results = new Map<string, ItemResult>();

  constructor(
    { keep, resume, submit }: Plan<Item>,
    private readonly kind: BulkKind<Item, J>,
    private readonly options: RunOptions,
  ) {
    for (const [{ line }, result] of [...keep, ...resume]) this.results.set(line, result);
    for (const { line } of submit) this.results.set(line, { state: "PENDING" });
  }

  set({ line }: Entry<Item>, result: ItemResult): void {
    this.results.set(line, { size: this.results.get(line)?.size, ...result });
    this.options.onChange(this.results);
  }

  async submit(entry: Entry<Item>, looksFirst: boolean): Promise<void> {
    const { kind } = this;
    const { item } = entry;
    const known = looksFirst ? await kind.before?.(item).catch(() => undefined) : undefined;
    this.set(entry, { state: known?.done ? "COMPLETED" : "PENDING", size: known?.size });
    if (known?.done) return;
    const ending = await follow<Item, J>(kind.service, item, {
      ...this.watching(entry),
      judge: async (job) => kind.objection?.(item, job),
    });
    this.set(entry, await this.withNote(item, ending));
  }

  async resume(entry: Entry<Item>, id: string): Promise<void> {
    const { service } = this.kind;
    try {
      const ending = await followJob<Item, J>(service, await service.get(id), this.watching(entry));
      this.set(entry, resultOfEnding(ending, this.kind));
    } catch (error) {
      // A job that the platform doesn't know is submitted again by the next `up`; anything else leaves it as it was.
      if (isPlatformError(error) && isDefinitelyGone(error))
        this.set(entry, { state: "FAILED", error: errorOf(error) });
      else this.set(entry, { job: id, state: "RUNNING", error: errorOf(error) });
    }
  }

  private watching(entry: Entry<Item>): FollowOptions<J> {
    const { clock, until, signal } = this.options;
    return { clock, until, signal, onLook: (job) => this.set(entry, resultOfJob(job, this.kind)) };
  }

  private async withNote(item: Item, ending: Ending<J>): Promise<ItemResult> {
    const result = resultOfEnding(ending, this.kind);
    const { error } = result;
    const note =
      error && (ending.is === "refused" || ending.is === "failed")
        ? await this.kind.note?.(item, error.code)
        : undefined;
    return note
      ? { ...result, error: { ...error, message: `${error?.message ?? ""}${note}`.trim() } }
      : result;
  }
}

/**
 * Items that a run which was killed has finished, as far as their effect is still there and is what is asked for now. If
 * that can't be told, submitting them will.
 */
async function doneEarlier<Item extends Endpoints, J extends Job & Endpoints>(
  entries: readonly Entry<Item>[],
  kind: BulkKind<Item, J>,
): Promise<Map<Entry<Item>, J>> {
  const found = await kind.service.findEarlier(entries.map(({ item }) => item)).catch(() => undefined);
  const jobs = entries.flatMap((entry): [Entry<Item>, J][] => {
    const job = found?.get(entry.item)?.job;
    return job ? [[entry, job]] : [];
  });
  if (jobs.length === 0) return new Map();
  const inPlace = await kind.inPlace?.(jobs.map(([{ item }]) => item)).catch(() => undefined);
  const judged = jobs.map(async ([entry, job]): Promise<[Entry<Item>, J][]> => {
    const isRight =
      inPlace?.has(entry.item) && (await kind.objection?.(entry.item, job).catch(textOf)) === undefined;
    return isRight ? [[entry, job]] : [];
  });
  return new Map((await Promise.all(judged)).flat());
}
