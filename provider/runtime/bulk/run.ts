import { type Ending, follow, followJob, type FollowOptions } from "../../jobs/follow";
import type { Endpoints } from "../../jobs/kinds";
import type { WatchOptions } from "../../jobs/poller";
import type { JobService } from "../../jobs/service";
import type { ItemResult } from "../../model/result";
import type { Job } from "../../platform/api/jobs";
import { isPlatformError, textOf } from "../../platform/errors/errors";
import { isDefinitelyGone } from "../account/orGone";
import type { Plan } from "./plan";
import { errorOf, type Keeps, resultOfEnding, resultOfJob } from "./results";

/** What a kind of bulk resource can find out about its items on the platform. */
export interface BulkKind<Item extends Endpoints, J extends Job & Endpoints> extends Keeps {
  service: JobService<Item, J>;
  /** What is known about an item before it is submitted: its size, and whether it is already done. */
  before?(item: Item): Promise<{ size?: number | undefined; done?: boolean }>;
  /** Those of the items whose effect is visibly in place. */
  inPlace?(items: readonly Item[]): Promise<Set<Item>>;
  /** What else is known about an error with this code; appended to its message. */
  note?(item: Item, code: number | undefined): Promise<string>;
  /** Why a finished job that this process didn't start isn't what was requested; undefined if it is. */
  objection?(item: Item, job: J): Promise<string | undefined>;
}

export interface RunOptions extends Pick<WatchOptions<unknown>, "until"> {
  /** State has none of its items yet: this is its first run, or the first one was killed. */
  isNew: boolean;
  /** Called after every change. */
  onChange(results: Results): void;
}

/** By item; the same objects as in the plan. */
export type Results = ReadonlyMap<unknown, ItemResult>;

/**
 * With more items than this, nothing is looked up before submission: it would add half as many requests again as
 * submissions and status polls need, which is what large sets must save.
 */
const MOST_LOOKED_UP = 2_000;

/** Carries out a plan: all items at once but independently, so that one failing item doesn't stop the others. */
export async function runPlan<Item extends Endpoints, J extends Job & Endpoints>(
  plan: Plan<Item>,
  kind: BulkKind<Item, J>,
  options: RunOptions,
): Promise<Map<unknown, ItemResult>> {
  const items = plan.submit.map(({ item }) => item);
  const run = new Run(plan, kind, options);
  const isLarge = items.length > MOST_LOOKED_UP;
  const earlier = await doneEarlier(options.isNew ? items : plan.taken, kind);
  await Promise.all([
    ...plan.resume.map(([{ item }, { job }]) => run.resume(item, job)),
    ...items.map((item) => {
      const job = earlier.get(item);
      return job ? run.set(item, resultOfJob(job, kind)) : run.submit(item, !isLarge);
    }),
  ]);
  return run.results;
}

class Run<Item extends Endpoints, J extends Job & Endpoints> {
  readonly results = new Map<Item, ItemResult>();
  /** Shared by all items. */
  private readonly following: FollowOptions<Item, J>;

  constructor(
    { keep, resume, submit }: Plan<Item>,
    private readonly kind: BulkKind<Item, J>,
    private readonly options: RunOptions,
  ) {
    const { until } = options;
    this.following = {
      until,
      onLook: (job, item) => this.set(item, resultOfJob(job, kind)),
      judge: async (job, item) => kind.objection?.(item, job),
    };
    for (const [{ item }, result] of [...keep, ...resume]) this.results.set(item, result);
    for (const { item } of submit) this.results.set(item, WAITING);
  }

  set(item: Item, result: ItemResult): void {
    const size = result.size ?? this.results.get(item)?.size;
    this.results.set(item, size === undefined ? result : { ...result, size });
    this.options.onChange(this.results);
  }

  async submit(item: Item, looksFirst: boolean): Promise<void> {
    const { kind } = this;
    const known = looksFirst ? await kind.before?.(item).catch(() => undefined) : undefined;
    if (known) this.set(item, { state: known.done ? "COMPLETED" : "PENDING", size: known.size });
    if (known?.done) return;
    const ending = await follow(kind.service, item, this.following);
    this.set(item, await this.withNote(item, ending));
  }

  async resume(item: Item, id: string): Promise<void> {
    const { service } = this.kind;
    try {
      const ending = await followJob(service, item, await service.get(id), this.following);
      this.set(item, resultOfEnding(ending, this.kind));
    } catch (error) {
      // An item whose job the platform doesn't know is submitted again by the next `up`; any other error leaves it as it was.
      if (isPlatformError(error) && isDefinitelyGone(error))
        this.set(item, { state: "FAILED", error: errorOf(error) });
      else this.set(item, { job: id, state: "RUNNING", error: errorOf(error) });
    }
  }

  private async withNote(item: Item, ending: Ending<J>): Promise<ItemResult> {
    const result = resultOfEnding(ending, this.kind);
    const { error } = result;
    if (!error || (ending.is !== "refused" && ending.is !== "failed")) return result;
    const note = await this.kind.note?.(item, error.code);
    return note
      ? { ...result, error: { ...error, message: `${error.message ?? ""}${note}`.trim() } }
      : result;
  }
}

const WAITING: ItemResult = { state: "PENDING" };

/**
 * Items that a run has finished of which state knows nothing, provided that their effect still exists and is what is requested now. If that can't
 * be determined, submitting them will.
 */
async function doneEarlier<Item extends Endpoints, J extends Job & Endpoints>(
  items: readonly Item[],
  kind: BulkKind<Item, J>,
): Promise<Map<Item, J>> {
  if (items.length === 0) return new Map();
  const found = await kind.service.findEarlier(items).catch(() => undefined);
  const jobs = items.flatMap((item): [Item, J][] => {
    const job = found?.get(item)?.job;
    return job ? [[item, job]] : [];
  });
  if (jobs.length === 0) return new Map();
  const inPlace = await kind.inPlace?.(jobs.map(([item]) => item)).catch(() => undefined);
  const judged = jobs.map(async ([item, job]): Promise<[Item, J][]> => {
    const isRight = inPlace?.has(item) && (await kind.objection?.(item, job).catch(textOf)) === undefined;
    return isRight ? [[item, job]] : [];
  });
  return new Map((await Promise.all(judged)).flat());
}
