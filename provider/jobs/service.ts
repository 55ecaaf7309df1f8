import type { Client } from "../platform/http/client";
import type { Job } from "../platform/api/jobs";
import { Adoption, type Found } from "./adoption";
import { Claims } from "./claims";
import { Collector, type CollectRules, type Entry } from "./collector";
import type { OnSearch } from "./finishedJobs";
import type { ModeQuery } from "../platform/api/jobs";
import type { Endpoints, JobKind } from "./kinds";
import { bulkLooks } from "./bulkLookups";
import { Poller, type WatchOptions } from "./poller";
import type { PollRules } from "./schedule";
import { type Submitted, Submitter } from "./submitter";

export interface JobServiceRules {
  collect?: CollectRules;
  poll?: PollRules;
  /** Reports the search among finished jobs, which may take long. */
  onSearch?: OnSearch;
}

/** The maximum age of a list of finished jobs when searching it for the one that made another fail. */
const DONE_AS_OF_MS = 5_000;

/** All jobs of one kind for one account; shared so that a thousand jobs cost a few dozen requests. */
export class JobService<Request extends Endpoints, J extends Job & Endpoints> {
  readonly poller: Poller<J>;
  private readonly adoption: Adoption<Request, J>;
  private readonly submitters = new Map<string, Submitter<Request, J>>();
  private readonly claims = new Claims<Submitted<J>>();
  private readonly looks: Collector<string, J>;
  private readonly doneLooks: Collector<Request, Found<J> | undefined>;

  constructor(
    private readonly client: Client,
    private readonly kind: JobKind<Request, J>,
    private readonly rules: JobServiceRules = {},
  ) {
    this.adoption = new Adoption(client, kind, rules.onSearch);
    this.poller = new Poller(
      client.clock,
      (ids) => kind.api.getMany(client, ids, "poll"),
      rules.poll,
      () => client.pollRoom(),
    );
    this.looks = bulkLooks(client.clock, (ids) => kind.api.getMany(client, ids));
    this.doneLooks = new Collector(client.clock, (entries) => this.lookForDone(entries));
  }

  /** Starts the job, or finds it running or done; never a second one for the same source and destination. */
  submit(request: Request): Promise<Submitted<J>> {
    return this.submitter(this.kind.query(request)).submit(request);
  }

  /**
   * A refusal or failure may mean that the work had already been done: by an earlier run, or by a job that overtook this
   * one. Undefined if the error can't mean that, or if nothing is found.
   */
  async findDone(request: Request, code: number | undefined): Promise<Found<J> | undefined> {
    if (!this.kind.mayMeanDone.includes(code ?? -1)) return undefined;
    return this.doneLooks.add(request);
  }

  /**
   * Those of many copies about to be submitted that an earlier run has finished. Checked once beforehand, since each would
   * be submitted in vain or made a second time. Costs a few requests if there was no such run.
   */
  async findEarlier(requests: readonly Request[]): Promise<Map<Request, Found<J>>> {
    const copies = requests.filter((request) => this.kind.leavesNoTrace(request));
    return copies.length > 0 ? this.adoption.copiedLately(copies) : new Map<Request, Found<J>>();
  }

  /** Waits for a job, polling together with all jobs of this account. */
  wait<About = undefined>(job: J, options: WatchOptions<J, About>, about?: About): Promise<J> {
    return this.poller.watch(job, options, about).then(this.noteEnd);
  }

  private readonly noteEnd = (ended: J): J => {
    if (ended.state === "FAILED") this.claims.failed(ended.id);
    return ended;
  };

  /** A job's current state; simultaneous calls share a request. */
  get(id: string): Promise<J> {
    return this.looks.add(id);
  }

  private async lookForDone(entries: Entry<Request, Found<J> | undefined>[]): Promise<void> {
    const requests = entries.map(({ item }) => item);
    const done = await this.adoption.done(requests, { notBefore: this.client.clock.now() - DONE_AS_OF_MS });
    for (const { item, resolve } of entries) resolve(done.get(item));
  }

  private submitter(query: ModeQuery): Submitter<Request, J> {
    const key = JSON.stringify(query);
    const known = this.submitters.get(key);
    if (known) return known;
    const made = new Submitter(this.client, this.kind, query, this.adoption, this.claims, this.rules.collect);
    this.submitters.set(key, made);
    return made;
  }
}
