import type { Client } from "../platform/client";
import { isPlatformError } from "../platform/errors";
import type { PlatformFile } from "../platform/files";
import { JobIndex } from "../platform/jobIndex";
import type { Job } from "../platform/jobs";
import type { Endpoints, JobKind, Mode } from "./kinds";
import { Shared } from "./shared";

/** What shows that a request's work is under way or done: a job, or only the file, if no job of it is known. */
export type Found<J> = { how: "adopted"; job: J } | { how: "done"; file: PlatformFile; job?: undefined };

/** How a request came to its job: started by this process, or found (running, or its effect in place). */
export type Submitted<J> = { how: "started"; job: J } | Found<J>;

/** As many finished jobs as are searched for an id; beyond, an adopted export goes by its file's id. */
const FINISHED_JOBS_SEARCHED = 2_000;

interface FinishedJobs<Request, J> {
  all: JobIndex<Request, J>;
  /** The last one at each place. */
  byPlace: ReadonlyMap<string, J>;
}

const UNFINISHED = ["PENDING", "RUNNING"] as const;

/** How fresh knowledge must be. */
export interface AsOf {
  /** Lists that were asked for earlier won't do. */
  notBefore: number;
  /** For the effect of a submission at that time: finished jobs that had begun before aren't it. */
  startedSince?: number;
}

const ANY_AGE: AsOf = { notBefore: -Infinity };

/** Clocks differ; jobs that seem to have begun so long before their submission may still be of it. */
const CLOCKS_DIFFER_MS = 15 * 60_000;

/**
 * Finds jobs of ours that we don't know: of a run that crashed, or of a submission whose answer was lost.
 * The platform has no filter but volume and state, so whole lists are read, and shared by all who need them.
 */
export class Adoption<Request extends Endpoints, J extends Job & Endpoints> {
  private readonly atStart: Shared<JobIndex<Request, J>>;
  private readonly open: Shared<JobIndex<Request, J>>;
  private readonly finished: Shared<FinishedJobs<Request, J>>;
  private readonly holders = new Map<string, string>();

  constructor(
    private readonly client: Client,
    private readonly kind: JobKind<Request, J>,
  ) {
    this.atStart = new Shared(client.clock, (volume) => this.readOpen(volume));
    this.open = new Shared(client.clock, (volume) => this.readOpen(volume));
    this.finished = new Shared(client.clock, (volume) => this.readFinished(volume));
  }

  /** Notes whose job it is: where spellings leave it open, none is to become a second request's. */
  give(request: Request, { id }: J): void {
    this.holders.set(id, this.kind.identity(request));
  }

  /** A job of an earlier run that was still unfinished when this process first used the volume. */
  async leftOver(request: Request): Promise<J | undefined> {
    return this.pick(request, await this.atStart.get(this.kind.volume(request)));
  }

  /** The unfinished job of a request, which an unclear submission may have started. */
  async unfinished(request: Request, { notBefore }: AsOf): Promise<J | undefined> {
    return this.pick(request, await this.open.get(this.kind.volume(request), notBefore));
  }

  /** Of these requests, those whose effect is in place: an alias at the place, or for copies a COMPLETED job. */
  async done(
    requests: readonly Request[],
    mode: Mode,
    asOf: AsOf = ANY_AGE,
  ): Promise<Map<Request, Found<J>>> {
    const finished = (request: Request) => this.completed(request, asOf);
    const files = mode === "copy" ? undefined : await this.kind.findDone(this.client, requests, finished);
    const found = new Map<Request, Found<J>>();
    for (const request of files ? files.keys() : requests) {
      const file = files?.get(request);
      const job = file ? await this.completed(request, asOf) : await this.standing(request, asOf);
      if (job && isOf(job, file)) found.set(request, { how: "adopted", job });
      else if (file) found.set(request, { how: "done", file });
    }
    return found;
  }

  private pick(request: Request, jobs: JobIndex<Request, J>): J | undefined {
    return jobs.find(request, (job) => this.isFree(request, job));
  }

  private isFree(request: Request, { id }: J): boolean {
    const holder = this.holders.get(id);
    return holder === undefined || holder === this.kind.identity(request);
  }

  /** A COMPLETED job of the same source at the same place, if it is among those searched. */
  private async completed(request: Request, { notBefore }: AsOf): Promise<J | undefined> {
    const { all } = await this.finished.get(this.kind.volume(request), notBefore);
    return this.pick(request, all);
  }

  /**
   * The last COMPLETED job at the place, if it is of the same file: a copy leaves no trace on its file, and what lies at
   * the place may have come from another file since.
   */
  private async standing(
    request: Request,
    { notBefore, startedSince = -Infinity }: AsOf,
  ): Promise<J | undefined> {
    const { byPlace } = await this.finished.get(this.kind.volume(request), notBefore);
    const last = byPlace.get(this.kind.comparer.placeKey(request));
    const isIt = last && this.kind.comparer.agrees(request, last) && this.isFree(request, last);
    return isIt && !(Date.parse(last.startedOn ?? "") < startedSince - CLOCKS_DIFFER_MS) ? last : undefined;
  }

  private async readOpen(volume: string): Promise<JobIndex<Request, J>> {
    return new JobIndex(this.kind.comparer, newestFirst(await this.list(volume, UNFINISHED)));
  }

  private async readFinished(volume: string): Promise<FinishedJobs<Request, J>> {
    const { comparer } = this.kind;
    const jobs = newestFirst(await this.list(volume, ["COMPLETED"], FINISHED_JOBS_SEARCHED));
    const byPlace = new Map(jobs.toReversed().map((job) => [comparer.placeKey(job), job]));
    return { all: new JobIndex(comparer, jobs), byPlace };
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
  !file || !job.result || job.result.id.toLowerCase() === file.id.toLowerCase();

/** How lists are sorted isn't documented, so the jobs' own times decide. */
function newestFirst<J extends Job>(jobs: readonly J[]): J[] {
  const time = (job: J) => job.finishedOn ?? job.startedOn ?? "";
  return jobs.toSorted((a, b) => time(b).localeCompare(time(a)));
}
