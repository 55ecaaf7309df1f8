import type { Client } from "../platform/http/client";
import { isPlatformError } from "../platform/errors/errors";
import { JobIndex } from "../platform/api/jobIndex";
import type { Job } from "../platform/api/jobs";
import { PAGE_SIZE } from "../platform/http/paging";
import type { Endpoints, JobKind } from "./kinds";
import { ListOrder } from "./listOrder";

/** Reports the progress of a long search: jobs read so far, and requests whose job hasn't been found yet. */
export type OnSearch = (read: number, open: number) => void;

/**
 * The COMPLETED jobs of the token's user on one volume, read only as far as needed: the platform can filter only by volume
 * and state, and a list may be long. What was read is kept, and later searches read only what is new.
 */
export class FinishedJobs<Request extends Endpoints, J extends Job & Endpoints> {
  private readonly index: JobIndex<Request, J>;
  private readonly seen = new Set<string>();
  private readonly lastAt = new Map<string, J>();
  private readonly order = new ListOrder();
  private deep: AsyncIterator<J> | undefined;
  private isComplete = false;
  private freshAt = -Infinity;
  /** One read at a time; other callers wait, and usually find what they need once it is done. */
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly client: Client,
    private readonly kind: JobKind<Request, J>,
    private readonly volume: string,
    private readonly onSearch: OnSearch = () => undefined,
  ) {
    this.index = new JobIndex(kind.comparer, []);
  }

  /**
   * Reads until all these requests have their job, the list ends, or `most` jobs have been read; includes jobs that have
   * ended up to `notBefore`.
   */
  search(requests: readonly Request[], notBefore: number, most = Infinity): Promise<void> {
    return this.inTurn(async () => {
      await this.refresh(notBefore);
      let open = this.unanswered(requests);
      while (open.length > 0 && !this.isComplete && this.seen.size < most) {
        await this.readPage();
        open = this.unanswered(open);
        this.onSearch(this.seen.size, open.length);
      }
    });
  }

  /** Reads the newest pages as long as they contain jobs of these requests: that is where a killed run's jobs are. */
  lookAhead(requests: readonly Request[]): Promise<void> {
    return this.inTurn(async () => {
      await this.refresh(-Infinity);
      const index = new Set(requests.map((request) => this.kind.comparer.key(request)));
      for (let isOfUse = true; isOfUse && !this.isComplete;) {
        const page = await this.readPage();
        isOfUse = page.some((job) => index.has(this.kind.comparer.key(job)));
        this.onSearch(this.seen.size, this.unanswered(requests).length);
      }
    });
  }

  /** A request's job among those read so far. */
  find(request: Request, isFree: (job: J) => boolean): J | undefined {
    return this.index.find(request, isFree);
  }

  /** The last job with the request's destination, whatever its source. */
  lastAtPlace(request: Request): J | undefined {
    return this.lastAt.get(this.kind.comparer.placeKey(request));
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.queue.then(work);
    this.queue = done.catch(() => undefined);
    return done;
  }

  /** Until the whole list is read, a job found counts only if all later ones in the list are older. */
  private unanswered(requests: readonly Request[]): Request[] {
    if (this.isComplete) return [];
    if (!this.order.isNewestFirst) return [...requests];
    return requests.filter((request) => this.index.find(request) === undefined);
  }

  /** Reads what is new at the head of the list, up to a page that is already known. */
  private async refresh(notBefore: number): Promise<void> {
    if (this.freshAt >= notBefore && this.freshAt > -Infinity) return;
    const now = this.client.clock.now();
    if (this.freshAt === -Infinity) await this.readPage();
    else if (!this.order.isNewestFirst) this.startOver();
    else await this.readHead();
    this.freshAt = now;
  }

  /** In a list sorted differently, new jobs may be anywhere. */
  private startOver(): void {
    this.deep = undefined;
    this.isComplete = false;
  }

  private async readHead(): Promise<void> {
    const head = this.list();
    for (let isNew = true; isNew;) {
      const page = await this.take(head);
      isNew = page.some((job) => this.add(job)) && page.length === PAGE_SIZE;
    }
    await head.return?.();
  }

  /** The next page of the full pass through the list. */
  private async readPage(): Promise<J[]> {
    this.deep ??= this.list();
    const page = await this.take(this.deep);
    if (page.length < PAGE_SIZE) this.isComplete = true;
    for (const job of page) this.order.note(job);
    for (const job of page) this.add(job);
    return page;
  }

  private async take(jobs: AsyncIterator<J>): Promise<J[]> {
    const page: J[] = [];
    try {
      while (page.length < PAGE_SIZE) {
        const next = await jobs.next();
        if (next.done) break;
        page.push(next.value);
      }
    } catch (error) {
      // A volume that doesn't exist has no jobs; the refusal of the submission itself has the better message.
      if (!isPlatformError(error) || !error.isNotFound) throw error;
    }
    return page;
  }

  private list(): AsyncIterator<J> {
    const jobs = this.kind.api.list(this.client, { volume: this.volume, state: ["COMPLETED"] });
    return jobs[Symbol.asyncIterator]();
  }

  /** True if it wasn't known. */
  private add(job: J): boolean {
    if (this.seen.has(job.id)) return false;
    this.seen.add(job.id);
    const slim = withoutAnswer(job);
    this.index.add(slim);
    const place = this.kind.comparer.placeKey(job);
    const last = this.lastAt.get(place);
    if (!last || timeOf(last) <= timeOf(job)) this.lastAt.set(place, slim);
    return true;
  }
}

const timeOf = ({ finishedOn, startedOn }: Job): string => finishedOn ?? startedOn ?? "";

/** The files embedded in tens of thousands of jobs would take hundreds of megabytes. */
const withoutAnswer = <J extends Job>(job: J): J =>
  job.result ? { ...job, result: { ...job.result, metadata: {}, tags: [], secondaryFiles: [] } } : job;
