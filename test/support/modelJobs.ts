import type { BulkAnswer } from "../../provider/platform/api/bulk";
import type { Clock } from "../../provider/platform/time/clock";
import { PlatformError } from "../../provider/platform/errors/errors";
import type { Job, JobState } from "../../provider/platform/api/jobs";

interface ModelJob {
  id: string;
  createdAt: number;
  endsAt: number;
  end: JobState;
  /** What a poll returns instead of the job. */
  error: PlatformError | undefined;
}

/** Jobs that end by the clock, and the bulk call that polls them; records what was polled when. */
export class ModelJobs {
  readonly looks: { at: number; ids: readonly string[] }[] = [];
  private readonly jobs = new Map<string, ModelJob>();

  constructor(
    private readonly clock: Clock,
    private readonly latencyMs = 200,
  ) {}

  start(lengthMs: number, more: Partial<Pick<ModelJob, "end" | "error">> = {}): Job {
    const id = `job-${this.jobs.size}`;
    const createdAt = this.clock.now();
    const job: ModelJob = {
      id,
      createdAt,
      endsAt: createdAt + lengthMs,
      end: "COMPLETED",
      error: undefined,
      ...more,
    };
    this.jobs.set(id, job);
    return this.show(job);
  }

  get(id: string): ModelJob {
    return this.jobs.get(id)!;
  }

  look = async (ids: readonly string[]): Promise<BulkAnswer<Job>> => {
    this.looks.push({ at: this.clock.now(), ids });
    await this.clock.sleep(this.latencyMs / 2);
    const answers = new Map(ids.map((id) => [id, this.get(id).error ?? this.show(this.get(id))] as const));
    await this.clock.sleep(this.latencyMs / 2);
    return answers;
  };

  /** The times at which each job was polled, in order. */
  looksOf(id: string): number[] {
    return this.looks.filter(({ ids }) => ids.includes(id)).map(({ at }) => at);
  }

  private show({ id, endsAt, end }: ModelJob): Job {
    return { id, state: this.clock.now() >= endsAt ? end : "RUNNING" };
  }
}

export const itemError = (status: number, code: number): PlatformError =>
  new PlatformError({
    failure: "refused",
    call: "POST /bulk/storage/exports/get",
    status,
    code,
    message: "no",
  });

/**
 * Uniform in the logarithm, as the lengths of jobs over files of very different sizes are: as many between 3 and 30 s
 * as between 5 and 50 minutes.
 */
export const spreadLength = (random: () => number, leastMs = 3_000, mostMs = 3_600_000): number =>
  Math.round(leastMs * (mostMs / leastMs) ** random());

/**
 * The delay until each end was noticed: in seconds, and relative to 10 % of the job's length or the given number of
 * seconds, whichever is more.
 */
export function lateness(ends: readonly { lengthMs: number; delayMs: number }[]) {
  const relative = (leastMs: number) =>
    ends.map(({ lengthMs, delayMs }) => delayMs / Math.max(0.1 * lengthMs, leastMs)).sort((a, b) => a - b);
  const [by5, by10, by40] = [relative(5_000), relative(10_000), relative(40_000)];
  const at = (list: number[], part: number) =>
    list[Math.min(list.length - 1, Math.floor(part * list.length))] ?? 0;
  return {
    medianBy5s: at(by5, 0.5),
    ninetiethBy5s: at(by5, 0.9),
    ninetiethBy10s: at(by10, 0.9),
    ninetiethBy40s: at(by40, 0.9),
    worstSeconds: Math.max(...ends.map(({ delayMs }) => delayMs)) / 1000,
  };
}
