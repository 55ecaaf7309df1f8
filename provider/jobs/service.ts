import type { Client } from "../platform/client";
import type { Job } from "../platform/jobs";
import { Adoption, type Found } from "./adoption";
import type { Collector, CollectRules } from "./collector";
import type { Endpoints, JobKind, Mode } from "./kinds";
import { bulkLooks } from "./looks";
import { Poller, type WatchOptions } from "./poller";
import type { PollRules } from "./schedule";
import { type Submitted, Submitter } from "./submitter";

export interface JobServiceRules {
  collect?: CollectRules;
  poll?: PollRules;
}

/** All jobs of one kind of one account: what makes a thousand of them cost a few dozen requests. */
export class JobService<Request extends Endpoints, J extends Job & Endpoints> {
  readonly poller: Poller<J>;
  private readonly adoption: Adoption<Request, J>;
  private readonly submitters = new Map<Mode, Submitter<Request, J>>();
  private readonly looks: Collector<string, J>;

  constructor(
    private readonly client: Client,
    private readonly kind: JobKind<Request, J>,
    private readonly rules: JobServiceRules = {},
  ) {
    this.adoption = new Adoption(client, kind);
    this.poller = new Poller(
      client.clock,
      (ids) => kind.api.getMany(client, ids, "poll"),
      rules.poll,
      () => client.pollRoom(),
    );
    this.looks = bulkLooks(client.clock, (ids) => kind.api.getMany(client, ids));
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
    return (await this.adoption.done([request], mode)).get(request);
  }

  /** Waits for a job on the clock that all jobs of this account share. */
  wait(job: J, options: WatchOptions<J>): Promise<J> {
    return this.poller.watch(job, options);
  }

  /** One job's present state; many asked at a time share a request. */
  get(id: string): Promise<J> {
    return this.looks.add(id);
  }

  private submitter(mode: Mode): Submitter<Request, J> {
    const known = this.submitters.get(mode);
    if (known) return known;
    const made = new Submitter(this.client, this.kind, mode, this.adoption, this.rules.collect);
    this.submitters.set(mode, made);
    return made;
  }
}
