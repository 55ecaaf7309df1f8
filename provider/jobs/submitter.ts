import { BULK_SIZE, type BulkItem } from "../platform/bulk";
import type { Client } from "../platform/client";
import { isPlatformError, PlatformError } from "../platform/errors";
import type { Job } from "../platform/jobs";
import type { Adoption, Found } from "./adoption";
import { matchAnswers } from "./bulkAnswers";
import { Collector, type CollectRules, COLLECT_RULES, type Entry } from "./collector";
import { type Endpoints, type JobKind, type Mode, modeQuery } from "./kinds";

/** How a request came to its job: started by this process, or found (running, or its effect in place). */
export type Submitted<J> = { how: "started"; job: J } | Found<J>;

type Waiting<Request, J> = Entry<Request, Submitted<J>>;

/** How long after an unclear answer the platform's lists are looked at, several times since they may lag. */
const LOOKS_AFTER_MS = [2_000, 5_000, 10_000, 20_000];
/** Rounds of "submit, no clear answer, nothing found" before giving up; nothing is known to run then. */
const MOST_ROUNDS = 5;

/**
 * Submits jobs of one account and mode, each exactly once: in bulk, adopting what runs or is done already, and never
 * repeating a call whose outcome is unknown without having looked for its effect.
 */
export class Submitter<Request extends Endpoints, J extends Job & Endpoints> {
  private readonly collector: Collector<Request, Submitted<J>>;
  /** What this process has sent where: the second file for one place would destroy or be refused. */
  private readonly places = new Map<string, string>();

  constructor(
    private readonly client: Client,
    private readonly kind: JobKind<Request, J>,
    private readonly mode: Mode,
    private readonly adoption: Adoption<Request, J>,
    rules: CollectRules = { ...COLLECT_RULES, max: BULK_SIZE },
  ) {
    this.collector = new Collector(client.clock, (entries) => this.adoptOrSubmit(entries), rules);
  }

  async submit(request: Request): Promise<Submitted<J>> {
    this.claimPlace(request);
    return this.collector.add(request);
  }

  private claimPlace(request: Request): void {
    const place = this.kind.place(request);
    const source = this.kind.source(request);
    const holder = this.places.get(place) ?? source;
    if (holder !== source) throw new PlaceTaken(this.kind.api.kind, source, holder, place);
    this.places.set(place, source);
  }

  private async adoptOrSubmit(entries: Waiting<Request, J>[]): Promise<void> {
    const rest: Waiting<Request, J>[] = [];
    for (const entry of entries) {
      const job = await this.adoption.leftOver(entry.item);
      if (job) entry.resolve({ how: "adopted", job });
      else rest.push(entry);
    }
    const done = this.kind.looksFirst ? await this.settleDone(rest) : new Set();
    await this.send(
      rest.filter((entry) => !done.has(entry)),
      1,
    );
  }

  private async send(entries: Waiting<Request, J>[], round: number): Promise<void> {
    if (entries.length === 0) return;
    try {
      const requests = entries.map((entry) => entry.item);
      await this.distribute(entries, await this.post(requests), round);
    } catch (error) {
      if (!isPlatformError(error)) throw error;
      if (error.outcomeUnknown) await this.lookThenResend(entries, error, round);
      else if (entries.length > 1 && error.status === 400) await this.sendHalves(entries, round);
      else await this.settleRefusals(entries.map((entry) => ({ entry, error })));
    }
  }

  private async post(requests: Request[]): Promise<BulkItem<J>[]> {
    const { api } = this.kind;
    const query = modeQuery(this.mode);
    if (requests.length > 1) return api.startMany(this.client, requests, query);
    return [{ resource: await api.start(this.client, requests[0]!, query) }];
  }

  /** One malformed item may have the whole call refused; halving finds it, and its neighbours go through. */
  private async sendHalves(entries: Waiting<Request, J>[], round: number): Promise<void> {
    const middle = Math.ceil(entries.length / 2);
    await this.send(entries.slice(0, middle), round);
    await this.send(entries.slice(middle), round);
  }

  private async distribute(
    entries: Waiting<Request, J>[],
    items: BulkItem<J>[],
    round: number,
  ): Promise<void> {
    const { started, refused, unclear } = matchAnswers(entries, items, {
      request: (entry) => this.kind.key(entry.item),
      job: (job) => this.kind.key(job),
    });
    for (const [entry, job] of started) entry.resolve({ how: "started", job });
    const passing = refused.filter(([, error]) => error.isTransient);
    await this.settleRefusals(
      refused.filter(([, e]) => !e.isTransient).map(([entry, error]) => ({ entry, error })),
    );
    if (passing[0])
      await this.lookThenResend(
        passing.map(([entry]) => entry),
        passing[0][1],
        round,
      );
    if (unclear.kind === "refused") for (const entry of unclear.entries) await this.send([entry], round);
    else await this.lookThenResend(unclear.entries, unansweredItem(this.kind.api.kind), round);
  }

  /** A refusal may mean that the work is done or under way: by an earlier run, or by our own lost submission. */
  private async settleRefusals(
    refusals: { entry: Waiting<Request, J>; error: PlatformError }[],
  ): Promise<void> {
    const inDoubt = refusals.filter(({ error }) => this.kind.mayMeanDone.includes(error.code ?? -1));
    const settled = await this.findEffects(inDoubt.map(({ entry }) => entry));
    for (const { entry, error } of refusals) if (!settled.has(entry)) entry.reject(error);
  }

  private async lookThenResend(
    entries: Waiting<Request, J>[],
    error: PlatformError,
    round: number,
  ): Promise<void> {
    let rest = entries;
    for (const ms of rest.length > 0 ? LOOKS_AFTER_MS : []) {
      await this.client.clock.sleep(ms);
      for (const entry of rest) this.adoption.forgetFinished(this.kind.volume(entry.item));
      const settled = await this.findEffects(rest);
      rest = rest.filter((entry) => !settled.has(entry));
      if (rest.length === 0) return;
    }
    if (round >= MOST_ROUNDS) for (const entry of rest) entry.reject(error);
    else await this.send(rest, round + 1);
  }

  /** Resolves those whose job is found unfinished, or whose effect is in place, and tells which. */
  private async findEffects(entries: Waiting<Request, J>[]): Promise<Set<Waiting<Request, J>>> {
    const settled = new Set<Waiting<Request, J>>();
    const volumes = new Set(entries.map((entry) => this.kind.volume(entry.item)));
    for (const volume of volumes) {
      const jobs = await this.adoption.unfinishedNow(volume);
      for (const entry of entries) {
        const job = jobs.get(this.kind.key(entry.item));
        if (!job) continue;
        entry.resolve({ how: "adopted", job });
        settled.add(entry);
      }
    }
    const done = await this.settleDone(entries.filter((entry) => !settled.has(entry)));
    return new Set([...settled, ...done]);
  }

  /** Resolves those whose effect is in place, and tells which. */
  private async settleDone(entries: Waiting<Request, J>[]): Promise<Set<Waiting<Request, J>>> {
    const settled = new Set<Waiting<Request, J>>();
    if (entries.length === 0) return settled;
    const requests = entries.map((entry) => entry.item);
    const done = await this.adoption.done(requests, this.mode);
    for (const entry of entries) {
      const found = done.get(entry.item);
      if (!found) continue;
      entry.resolve(found);
      settled.add(entry);
    }
    return settled;
  }
}

const unansweredItem = (kind: string): PlatformError =>
  new PlatformError({
    failure: "malformed",
    call: `POST /bulk/storage/${kind}s/create`,
    message: "the answer lacks this item",
  });

/** Two different files were to go to one place by the same deployment. Nothing was sent for the second. */
export class PlaceTaken extends Error {
  override readonly name = "PlaceTaken";
  constructor(kind: string, source: string, holder: string, place: string) {
    super(
      `${kind} of ${source} to ${place}: ${holder} goes to the same place in this deployment, so one would destroy the other. ` +
        `Give each its own location.`,
    );
  }
}
