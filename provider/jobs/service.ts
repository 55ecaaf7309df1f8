import type { Client } from "../platform/http/client";
import type { Job } from "../platform/api/jobs";
import { Adoption, type Found } from "./adoption";
import { Claims } from "./claims";
import { Collector, type CollectRules, type Entry } from "./collector";
import type { OnSearch } from "./finishedJobs";
import type { Endpoints, JobKind, Mode } from "./kinds";
import { bulkLooks } from "./bulkLookups";
import { Poller, type WatchOptions } from "./poller";
import type { PollRules } from "./schedule";
import { type Submitted, Submitter } from "./submitter";

export interface JobServiceRules {
  collect?: CollectRules;
  poll?: PollRules;
  /** Told while finished jobs are searched, which may take long. */
  onSearch?: OnSearch;
}

/** How old a list of finished jobs may be in which one is looked for that has made another one fail. */
const DONE_AS_OF_MS = 5_000;

/** All jobs of one kind of one account: what makes a thousand of them cost a few dozen requests. */
export class JobService<Request extends Endpoints, J extends Job & Endpoints> {
  readonly poller: Poller<J>;
  private readonly adoption: Adoption<Request, J>;
  private readonly submitters = new Map<Mode, Submitter<Request, J>>();
  private readonly claims = new Claims<Submitted<J>>();
  private readonly looks: Collector<string, J>;
  private readonly doneLooks: Collector<{ request: Request; mode: Mode }, Found<J> | undefined>;

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

  /** Starts the job, or finds it running or done; never a second one for the same source and place. */
  submit(request: Request, mode: Mode): Promise<Submitted<J>> {
    return this.submitter(mode).submit(request);
  }

  /**
   * A refusal or failure may mean that the work was done before: by an earlier run, or by a job that overtook this one.
   * Undefined if the error can't mean that, or nothing is in place.
   */
  async findDone(request: Request, mode: Mode, code: number | undefined): Promise<Found<J> | undefined> {
    if (!this.kind.mayMeanDone.includes(code ?? -1)) return undefined;
    return this.doneLooks.add({ request, mode });
  }

  /**
   * Of many copies that are to be submitted, those that an earlier run has finished: asked once before, since each would
   * be submitted in vain, or with `overwrite` made a second time. A few requests where there was no such run.
   */
  findEarlier(requests: readonly Request[], mode: Mode): Promise<Map<Request, Found<J>>> {
    const none = new Map<Request, Found<J>>();
    return mode === "copy" ? this.adoption.copiedLately(requests) : Promise.resolve(none);
  }

  /** Waits for a job on the clock that all jobs of this account share. */
  async wait(job: J, options: WatchOptions<J>): Promise<J> {
    const ended = await this.poller.watch(job, options);
    if (ended.state === "FAILED") this.claims.failed(ended.id);
    return ended;
  }

  /** One job's present state; many asked at a time share a request. */
  get(id: string): Promise<J> {
    return this.looks.add(id);
  }

  private async lookForDone(
    entries: Entry<{ request: Request; mode: Mode }, Found<J> | undefined>[],
  ): Promise<void> {
    const asOf = { notBefore: this.client.clock.now() - DONE_AS_OF_MS };
    for (const mode of new Set(entries.map(({ item }) => item.mode))) {
      const asked = entries.filter(({ item }) => item.mode === mode);
      const done = await this.adoption.done(
        asked.map(({ item }) => item.request),
        mode,
        asOf,
      );
      for (const { item, resolve } of asked) resolve(done.get(item.request));
    }
  }

  private submitter(mode: Mode): Submitter<Request, J> {
    const known = this.submitters.get(mode);
    if (known) return known;
    const made = new Submitter(this.client, this.kind, mode, this.adoption, this.claims, this.rules.collect);
    this.submitters.set(mode, made);
    return made;
  }
}
