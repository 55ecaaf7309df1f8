import type { Client } from "../platform/http/client";
import { isPlatformError } from "../platform/errors/errors";
import type { PlatformFile } from "../platform/api/files";
import { groupBy } from "../platform/collections";
import { JobIndex } from "../platform/api/jobIndex";
import type { Job } from "../platform/api/jobs";
import { FinishedJobs, type OnSearch } from "./finishedJobs";
import type { Endpoints, JobKind } from "./kinds";
import { Shared } from "./freshCache";

/** What shows that a request's work is under way or done: a job, or only the file, if no job of it is known. */
export type Found<J> = { how: "adopted"; job: J } | { how: "done"; file: PlatformFile; job?: undefined };

/** How a request came to its job: started by this process, or found (running, or its effect in place). */
export type Submitted<J> = { how: "started"; job: J } | Found<J>;

/** Where the file shows that the work is done, a job is only looked for as the resource's id; without, it goes by its file. */
const JOBS_READ_FOR_AN_ID = 2_000;

const UNFINISHED = ["PENDING", "RUNNING"] as const;

/** How fresh knowledge must be. */
export interface AsOf {
  /** Lists that were asked for earlier won't do. */
  notBefore: number;
  /** For the effect of a submission at that time: finished jobs that had begun before aren't it. */
  startedSince?: number;
}

const ANY_AGE: AsOf = { notBefore: -Infinity };

/** Jobs that seem to have begun so long before their submission may still be of it, where the platform's clock isn't known. */
const CLOCKS_DIFFER_MS = 15 * 60_000;
/** The same where it is: times are whole seconds, and answers take a while. */
const CLOCK_IS_KNOWN_MS = 10_000;

/**
 * Finds jobs of this account that this process doesn't know: of a run that crashed, or of a submission whose answer was lost.
 * The platform has no filter but volume and state, so whole lists are read, and shared by all who need them.
 */
export class Adoption<Request extends Endpoints, J extends Job & Endpoints> {
  private readonly atStart: Shared<JobIndex<Request, J>>;
  private readonly open: Shared<JobIndex<Request, J>>;
  private readonly finished = new Map<string, FinishedJobs<Request, J>>();
  private readonly holders = new Map<string, string>();

  constructor(
    private readonly client: Client,
    private readonly kind: JobKind<Request, J>,
    private readonly onSearch?: OnSearch,
  ) {
    this.atStart = new Shared(client.clock, (volume) => this.readOpen(volume));
    this.open = new Shared(client.clock, (volume) => this.readOpen(volume));
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
  async done(requests: readonly Request[], asOf: AsOf = ANY_AGE): Promise<Map<Request, Found<J>>> {
    const traceless = requests.filter((request) => this.kind.leavesNoTrace(request));
    const found = traceless.length > 0 ? await this.copied(traceless, asOf) : new Map<Request, Found<J>>();
    const others = requests.filter((request) => !this.kind.leavesNoTrace(request));
    if (others.length === 0) return found;
    return new Map([...found, ...(await this.inPlace(others, asOf))]);
  }

  private async inPlace(requests: readonly Request[], asOf: AsOf): Promise<Map<Request, Found<J>>> {
    const finished = (request: Request) => this.completed(request, asOf);
    const files = await this.kind.findDone(this.client, requests, finished);
    await this.search([...files.keys()], asOf, JOBS_READ_FOR_AN_ID);
    const found = new Map<Request, Found<J>>();
    for (const [request, file] of files) {
      const job = this.known(request);
      found.set(request, job && isOf(job, file) ? { how: "adopted", job } : { how: "done", file });
    }
    return found;
  }

  /**
   * Of these copies, those that a run which was killed has finished, as far as the newest finished jobs tell. To submit
   * one again would have it refused, or made a second time.
   */
  async copiedLately(requests: readonly Request[]): Promise<Map<Request, Found<J>>> {
    for (const [volume, group] of groupBy(requests, (request) => this.kind.volume(request))) {
      // First what runs: what ends meanwhile is among the finished ones then.
      await this.atStart.get(volume);
      await this.on(volume).lookAhead(group);
    }
    return this.standing(requests, ANY_AGE);
  }

  private async copied(requests: readonly Request[], asOf: AsOf): Promise<Map<Request, Found<J>>> {
    await this.search(requests, asOf);
    return this.standing(requests, asOf);
  }

  private async search(requests: readonly Request[], { notBefore }: AsOf, most = Infinity): Promise<void> {
    for (const [volume, group] of groupBy(requests, (request) => this.kind.volume(request)))
      await this.on(volume).search(group, notBefore, most);
  }

  private on(volume: string): FinishedJobs<Request, J> {
    const known = this.finished.get(volume);
    if (known) return known;
    const made = new FinishedJobs(this.client, this.kind, volume, this.onSearch);
    this.finished.set(volume, made);
    return made;
  }

  private pick(request: Request, jobs: JobIndex<Request, J>): J | undefined {
    return jobs.find(request, (job) => this.isFree(request, job));
  }

  private isFree(request: Request, { id }: J): boolean {
    const holder = this.holders.get(id);
    return holder === undefined || holder === this.kind.identity(request);
  }

  /** A COMPLETED job of the same source at the same place. */
  private async completed(request: Request, asOf: AsOf): Promise<J | undefined> {
    await this.search([request], asOf);
    return this.known(request);
  }

  private known(request: Request): J | undefined {
    return this.on(this.kind.volume(request)).find(request, (job) => this.isFree(request, job));
  }

  /**
   * Those of which the last COMPLETED job at the place is of the same file: a copy leaves no trace on its file, and what
   * is stored at the place may have come from another file since.
   */
  private standing(requests: readonly Request[], { startedSince = -Infinity }: AsOf): Map<Request, Found<J>> {
    const { clockDifference } = this.client;
    const margin = clockDifference === undefined ? CLOCKS_DIFFER_MS : CLOCK_IS_KNOWN_MS;
    const earliest = startedSince + (clockDifference ?? 0) - margin;
    const found = new Map<Request, Found<J>>();
    for (const request of requests) {
      const last = this.on(this.kind.volume(request)).lastAtPlace(request);
      const isIt = last && this.kind.comparer.agrees(request, last) && this.isFree(request, last);
      if (isIt && !(Date.parse(last.startedOn ?? "") < earliest))
        found.set(request, { how: "adopted", job: last });
    }
    return found;
  }

  private async readOpen(volume: string): Promise<JobIndex<Request, J>> {
    return new JobIndex(this.kind.comparer, newestFirst(await this.list(volume, UNFINISHED)));
  }

  private async list(volume: string, state: readonly string[]): Promise<J[]> {
    const jobs: J[] = [];
    try {
      for await (const job of this.kind.api.list(this.client, { volume, state })) jobs.push(job);
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
