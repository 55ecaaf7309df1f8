import type { Client } from "../platform/http/client";
import { isPlatformError } from "../platform/errors/errors";
import { JobIndex } from "../platform/api/jobIndex";
import type { Job } from "../platform/api/jobs";
import { PAGE_SIZE } from "../platform/http/paging";
import type { Endpoints, JobKind } from "./kinds";
import { ListOrder } from "./listOrder";

/** Told while the search takes long: jobs read so far, and requests whose job is still looked for. */
export type OnSearch = (read: number, open: number) => void;

/**
 * The COMPLETED jobs of the token's user on one volume, read as far as needed and no further: the platform has no filter
 * but volume and state, and a list may be long. What was read is kept, and later looks read only what is new.
 */
export class FinishedJobs<Request extends Endpoints, J extends Job & Endpoints> {
  private readonly index: JobIndex<Request, J>;
  private readonly seen = new Set<string>();
  private readonly lastAt = new Map<string, J>();
  private readonly order = new ListOrder();
  private deep: AsyncIterator<J> | undefined;
  private isComplete = false;
  private freshAt = -Infinity;
  /** One read at a time; whoever comes meanwhile waits, and mostly finds what it needs. */
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
   * Reads until all these requests have their job, or the list ends, or `most` jobs were read; what has ended since
   * `notBefore` is among them.
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

  /** Reads the newest pages, as long as they have jobs of these requests: those of a run that was killed lie there. */
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

  /** The job of a request, of those that were read. */
  find(request: Request, isFree: (job: J) => boolean): J | undefined {
    return this.index.find(request, isFree);
  }

  /** The last one at the request's place, whosever. */
  lastAtPlace(request: Request): J | undefined {
    return this.lastAt.get(this.kind.comparer.placeKey(request));
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.queue.then(work);
    this.queue = done.catch(() => undefined);
    return done;
  }

  /** Until the whole list is read, a job that was found answers only if those after it in the list are older. */
  private unanswered(requests: readonly Request[]): Request[] {
    if (this.isComplete) return [];
    if (!this.order.isNewestFirst) return [...requests];
    return requests.filter((request) => this.index.find(request) === undefined);
  }

  /** Reads what is new at the list's head: up to a page that is known already. */
  private async refresh(notBefore: number): Promise<void> {
    if (this.freshAt >= notBefore && this.freshAt > -Infinity) return;
    const now = this.client.clock.now();
    if (this.freshAt === -Infinity) await this.readPage();
    else if (!this.order.isNewestFirst) this.startOver();
    else await this.readHead();
    this.freshAt = now;
  }

  /** In a list of another order what is new may be anywhere. */
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

  /** The next page of the long way through the list. */
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
      // A volume that isn't there has no jobs; the submission itself will be refused with the better message.
      if (!isPlatformError(error) || error.isTransient || error.isUnauthorized) throw error;
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

/** Of tens of thousands of jobs the files that they show would take hundreds of megabytes. */
const withoutAnswer = <J extends Job>(job: J): J =>
  job.result ? { ...job, result: { ...job.result, metadata: {}, tags: [], secondaryFiles: [] } } : job;
