import type { Client } from "../platform/client";
import type { Job } from "../platform/jobs";
import { isPlatformError } from "../platform/errors";
import type { PlatformFile } from "../platform/files";
import type { Endpoints, JobKind, Mode } from "./kinds";

/** What shows that a request's work is under way or done: a job, or only the file, if no job of it is known. */
export type Found<J> = { how: "adopted"; job: J } | { how: "done"; file: PlatformFile; job?: undefined };

/** As many finished jobs as are searched for an id; beyond, an adopted export goes by its file's id. */
const FINISHED_JOBS_SEARCHED = 2_000;

type JobsByKey<J> = ReadonlyMap<string, J>;

interface FinishedJobs<J> {
  byKey: JobsByKey<J>;
  byPlace: JobsByKey<J>;
}

const UNFINISHED = ["PENDING", "RUNNING"] as const;

/**
 * Finds jobs of ours that we don't know: of a run that crashed, or of a submission whose answer was lost.
 * The platform has no filter but volume and state, so lists are kept: the unfinished jobs of a volume as they were when
 * this process first used it, the finished ones when first asked for.
 */
export class Adoption<Request extends Endpoints, J extends Job & Endpoints> {
  private readonly atStart = new Map<string, Promise<JobsByKey<J>>>();
  private readonly finished = new Map<string, Promise<FinishedJobs<J>>>();

  constructor(
    private readonly client: Client,
    private readonly kind: JobKind<Request, J>,
  ) {}

  /** A job of an earlier run that was still unfinished when this process first used the volume. */
  async leftOver(request: Request): Promise<J | undefined> {
    const volume = this.kind.volume(request);
    const jobs = await once(this.atStart, volume, () => this.unfinishedNow(volume));
    return jobs.get(this.kind.key(request));
  }

  /** Unfinished jobs as of now, for what an unclear submission may have started. */
  async unfinishedNow(volume: string): Promise<JobsByKey<J>> {
    return newest(await this.list(volume, UNFINISHED), (job) => this.kind.key(job));
  }

  /** Of these requests, those whose effect is in place: an alias at the place, or for copies a COMPLETED job. */
  async done(requests: readonly Request[], mode: Mode): Promise<Map<Request, Found<J>>> {
    const files =
      mode === "copy"
        ? undefined
        : await this.kind.findDone(this.client, requests, (request) => this.completed(request));
    const found = new Map<Request, Found<J>>();
    for (const request of files ? files.keys() : requests) {
      const file = files?.get(request);
      const job = file ? await this.completed(request) : await this.standing(request);
      if (job && isOf(job, file)) found.set(request, { how: "adopted", job });
      else if (file) found.set(request, { how: "done", file });
    }
    return found;
  }

  /** A COMPLETED job of the same source at the same place, if it is among those searched. */
  private async completed(request: Request): Promise<J | undefined> {
    return (await this.finishedJobs(request)).byKey.get(this.kind.key(request));
  }

  /**
   * The last COMPLETED job at the place, if it is of the same file: a copy leaves no trace on its file, and what lies at
   * the place may have come from another file since.
   */
  private async standing(request: Request): Promise<J | undefined> {
    const last = (await this.finishedJobs(request)).byPlace.get(this.kind.place(request));
    return last && this.kind.key(last) === this.kind.key(request) ? last : undefined;
  }

  private finishedJobs(request: Request): Promise<FinishedJobs<J>> {
    const volume = this.kind.volume(request);
    return once(this.finished, volume, async () => {
      const jobs = await this.list(volume, ["COMPLETED"], FINISHED_JOBS_SEARCHED);
      return {
        byKey: newest(jobs, (job) => this.kind.key(job)),
        byPlace: newest(jobs, (job) => this.kind.place(job)),
      };
    });
  }

  /** A finished list goes stale when a new look must see jobs that have ended since. */
  forgetFinished(volume: string): void {
    this.finished.delete(volume);
  }

  private async list(volume: string, state: readonly string[], most = Infinity): Promise<J[]> {
    const jobs: J[] = [];
    try {
      for await (const job of this.kind.api.list(this.client, { volume, state })) {
        jobs.push(job);
        if (jobs.length >= most) break;
      }
    } catch (error) {
      // A volume that isn't there has no jobs; the submission itself will be refused with the better message.
      if (!isPlatformError(error) || error.isTransient || error.isUnauthorized) throw error;
    }
    return jobs;
  }
}

/** Whether the file is what the job made, as far as either tells. */
const isOf = (job: Job, file: PlatformFile | undefined): boolean =>
  !file || !job.result || job.result.id === file.id;

/** The last of the jobs with the same key; how lists are sorted isn't documented, so the jobs' own times decide. */
function newest<J extends Job>(jobs: readonly J[], keyOf: (job: J) => string): JobsByKey<J> {
  const time = (job: J) => job.finishedOn ?? job.startedOn ?? "";
  return new Map(jobs.toSorted((a, b) => time(a).localeCompare(time(b))).map((job) => [keyOf(job), job]));
}

/** Asks once a key; a failed attempt isn't kept. */
function once<T>(kept: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const known = kept.get(key);
  if (known) return known;
  const asked = ask();
  kept.set(key, asked);
  asked.catch(() => kept.delete(key));
  return asked;
}
