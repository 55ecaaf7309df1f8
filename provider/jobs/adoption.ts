import type { Client } from "../platform/http/client";
import { isPlatformError } from "../platform/errors/errors";
import type { PlatformFile } from "../platform/api/files";
import { groupBy } from "../platform/collections";
import { JobIndex } from "../platform/api/jobIndex";
import type { Job } from "../platform/api/jobs";
import { FinishedJobs, type OnSearch } from "./finishedJobs";
import type { Endpoints, JobKind } from "./kinds";
import { Shared } from "./freshCache";

/** Evidence that a request's work is under way or done: a job, or only the file, if its job isn't known. */
export type Found<J> = { how: "adopted"; job: J } | { how: "done"; file: PlatformFile; job?: undefined };

/** How a request got its job: started by this process, or found (still running, or already done). */
export type Submitted<J> = { how: "started"; job: J } | Found<J>;

/** If the file already shows that the work is done, its job is searched only for the resource's id; without one, the file's id is used. */
const JOBS_READ_FOR_AN_ID = 2_000;

const UNFINISHED = ["PENDING", "RUNNING"] as const;

/** How recent the data must be. */
export interface AsOf {
  /** Lists requested before this time are too old. */
  notBefore: number;
  /** When the submission was sent: finished jobs that started earlier can't be its effect. */
  startedSince?: number;
}

const ANY_AGE: AsOf = { notBefore: -Infinity };

/** How much earlier than its submission a job may seem to have started, if the platform's clock isn't known. */
const CLOCKS_DIFFER_MS = 15 * 60_000;
/** The same if it is known: times are whole seconds, and responses take a while. */
const CLOCK_IS_KNOWN_MS = 10_000;

/**
 * Finds jobs of this account that this process doesn't know: from a run that crashed, or from a submission whose response
 * was lost. The platform can filter only by volume and state, so whole lists are read and shared by all requests.
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

  /** Records whose job it is, so that no job is given to two requests when spellings leave room for doubt. */
  give(request: Request, { id }: J): void {
    this.holders.set(id, this.kind.identity(request));
  }

  /** An earlier run's job that was still unfinished when this process first used the volume. */
  async leftOver(request: Request): Promise<J | undefined> {
    return this.pick(request, await this.atStart.get(this.kind.volume(request)));
  }

  /** The unfinished job of a request, which an unclear submission may have started. */
  async unfinished(request: Request, { notBefore }: AsOf): Promise<J | undefined> {
    return this.pick(request, await this.open.get(this.kind.volume(request), notBefore));
  }

  /** Those of the requests whose effect is in place: an alias at the destination, or for copies a COMPLETED job. */
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
   * Those of the copies that a killed run has finished, according to the newest finished jobs. Submitted again, a copy
   * would be refused or made a second time.
   */
  async copiedLately(requests: readonly Request[]): Promise<Map<Request, Found<J>>> {
    for (const [volume, group] of groupBy(requests, (request) => this.kind.volume(request))) {
      // Running jobs first: those that end in the meantime are then among the finished ones.
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

  private async pick(request: Request, jobs: JobIndex<Request, J>): Promise<J | undefined> {
    const elsewhere = new Set<J>();
    const next = () => jobs.find(request, (job) => this.isFree(request, job) && !elsewhere.has(job));
    for (let job = next(); job; job = next()) {
      if (!(await this.isThere(request, job))) elsewhere.add(job);
      // Meanwhile another request may have taken it.
      else if (this.isFree(request, job)) return job;
    }
    return undefined;
  }

  private isThere(request: Request, job: J): boolean | Promise<boolean> {
    return this.kind.isThere?.(this.client, request, job) ?? true;
  }

  private isFree(request: Request, { id }: J): boolean {
    const holder = this.holders.get(id);
    return holder === undefined || holder === this.kind.identity(request);
  }

  /** A COMPLETED job with the same source and destination. */
  private async completed(request: Request, asOf: AsOf): Promise<J | undefined> {
    await this.search([request], asOf);
    return this.known(request);
  }

  private known(request: Request): J | undefined {
    return this.on(this.kind.volume(request)).find(request, (job) => this.isFree(request, job));
  }

  /**
   * Those for which the last COMPLETED job at the destination has the same file. A copy leaves no trace on its file, and
   * another file may have been exported to the destination since.
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
      // A volume that doesn't exist has no jobs; the refusal of the submission itself has the better message.
      if (!isPlatformError(error) || !error.isNotFound) throw error;
    }
    return jobs;
  }
}

/** Whether the file is the job's result, as far as the two show. */
const isOf = (job: Job, file: PlatformFile | undefined): boolean =>
  !file || !job.result || job.result.id.toLowerCase() === file.id.toLowerCase();

/** The order of lists isn't documented, so the jobs' own times decide. */
function newestFirst<J extends Job>(jobs: readonly J[]): J[] {
  const time = (job: J) => job.finishedOn ?? job.startedOn ?? "";
  return jobs.toSorted((a, b) => time(b).localeCompare(time(a)));
}
