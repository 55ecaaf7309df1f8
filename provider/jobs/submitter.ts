import type { BulkItem } from "../platform/api/bulk";
import type { Client } from "../platform/http/client";
import { isPlatformError, PlatformError } from "../platform/errors/errors";
import type { Job } from "../platform/api/jobs";
import type { Adoption, Submitted } from "./adoption";
import { matchAnswers } from "./bulkAnswers";
import type { Claims } from "./claims";
import { Collector, type CollectRules, COLLECT_RULES } from "./collector";
import { Effects, type Waiting } from "./settle";
import type { ModeQuery } from "../platform/api/jobs";
import type { Endpoints, JobKind } from "./kinds";

export { PlaceTaken } from "./claims";
export type { Submitted };

/** Rounds of "submit, unclear response, nothing found" before giving up; no job is known to be running then. */
const MOST_ROUNDS = 5;

/** One submission attempt. Entries with an unclear outcome are searched for since that time, then go into the next one. */
interface Attempt {
  round: number;
  sentAt: number;
}

/**
 * Submits an account's jobs that may share a call, each exactly once: in bulk, adopting what is running or done already,
 * and never repeating a call with an unknown outcome before checking for its effect.
 */
export class Submitter<Request extends Endpoints, J extends Job & Endpoints> {
  private readonly collector: Collector<Request, Submitted<J>>;
  private readonly effects: Effects<Request, J>;

  constructor(
    private readonly client: Client,
    private readonly kind: JobKind<Request, J>,
    private readonly query: ModeQuery,
    adoption: Adoption<Request, J>,
    private readonly claims: Claims<Submitted<J>>,
    rules: CollectRules = COLLECT_RULES,
  ) {
    this.effects = new Effects(client, kind, adoption);
    this.collector = new Collector(client.clock, (entries) => this.adoptOrSubmit(entries), rules);
  }

  submit(request: Request): Promise<Submitted<J>> {
    const { kind } = this;
    const [place, source, mode] = [kind.place(request), kind.source(request), kind.mode(request)];
    const claim = { kind: kind.api.kind, place, source, mode };
    return this.claims.once(claim, () => this.collector.add(request));
  }

  private async adoptOrSubmit(entries: Waiting<Request, J>[]): Promise<void> {
    let rest = await this.effects.settleLeftOver(entries);
    if (this.kind.looksFirst) rest = await this.effects.settleDone(rest);
    await this.send(rest, 1);
  }

  private async send(entries: Waiting<Request, J>[], round: number): Promise<void> {
    if (entries.length === 0) return;
    const attempt = { round, sentAt: this.client.clock.now() };
    const answer = await this.post(entries.map((entry) => entry.item));
    if (!isPlatformError(answer)) await this.distribute(entries, answer, attempt);
    else if (answer.isTransient && !answer.isRefusedForNow)
      await this.lookThenResend(entries, answer, attempt);
    else if (entries.length > 1 && answer.status === 400) await this.sendHalves(entries, round);
    else await this.effects.settleRefused(entries.map((entry) => [entry, answer]));
  }

  /** The platform's response, or the error if there was none. */
  private async post(requests: Request[]): Promise<BulkItem<J>[] | PlatformError> {
    const { api } = this.kind;
    try {
      if (requests.length > 1) return await api.startMany(this.client, requests, this.query);
      return [{ resource: await api.start(this.client, requests[0]!, this.query) }];
    } catch (error) {
      if (isPlatformError(error)) return error;
      throw error;
    }
  }

  /** One malformed item may get the whole call refused; halving isolates it, so that the others go through. */
  private async sendHalves(entries: Waiting<Request, J>[], round: number): Promise<void> {
    const middle = Math.ceil(entries.length / 2);
    const halves = [entries.slice(0, middle), entries.slice(middle)];
    await Promise.all(halves.map((half) => alone(half, this.send(half, round))));
  }

  /** Settles what is clear at once; each unclear group is looked up independently of the others. */
  private async distribute(
    entries: Waiting<Request, J>[],
    items: BulkItem<J>[],
    attempt: Attempt,
  ): Promise<void> {
    const { kind } = this;
    const matched = matchAnswers(entries, items, ({ item }) => item, kind.comparer);
    const { started, refused, refusedSomehow, unclear, held, strays } = matched;
    for (const [entry, job] of started) this.effects.answer(entry, { how: "started", job });
    const passing = refused.filter(([, error]) => error.isTransient);
    const final = refused.filter(([, error]) => !error.isTransient);
    const open = [...passing.map(([entry]) => entry), ...unclear];
    const error = items.map(transientError).find(Boolean) ?? unansweredItem(kind.api.kind);
    await Promise.all([
      alone(
        final.map(([entry]) => entry),
        this.effects.settleRefused(final),
      ),
      alone(open, this.lookThenResend(open, error, attempt)),
      alone(held, this.lookOnly(held, strayJobs(kind.api.kind, strays), attempt)),
      ...refusedSomehow.map((entry) => alone([entry], this.send([entry], attempt.round))),
    ]);
  }

  /** Jobs in the response may be theirs, so nothing is sent again, whatever the look-ups find. */
  private async lookOnly(
    entries: Waiting<Request, J>[],
    error: PlatformError,
    { sentAt }: Attempt,
  ): Promise<void> {
    for (const entry of await this.effects.settleUnclear(entries, sentAt)) entry.reject(error);
  }

  private async lookThenResend(
    entries: Waiting<Request, J>[],
    error: PlatformError,
    { round, sentAt }: Attempt,
  ): Promise<void> {
    const rest = await this.effects.settleUnclear(entries, sentAt);
    if (round >= MOST_ROUNDS) for (const entry of rest) entry.reject(error);
    else await this.send(rest, round + 1);
  }
}

/** An error while looking up some entries concerns only them; the others continue. */
const alone = (
  entries: readonly { reject: (error: unknown) => void }[],
  work: Promise<void>,
): Promise<void> => work.catch((error: unknown) => entries.forEach((entry) => entry.reject(error)));

const transientError = (item: BulkItem<unknown>): PlatformError | undefined =>
  "error" in item && item.error.isTransient ? item.error : undefined;

const unansweredItem = (kind: string): PlatformError =>
  new PlatformError({
    failure: "malformed",
    call: `POST /bulk/storage/${kind}s/create`,
    message: "the response lacks this item",
  });

/** The most ids named in a message. */
const MOST_NAMED = 10;

function strayJobs(kind: string, strays: readonly Job[]): PlatformError {
  const ids = strays.slice(0, MOST_NAMED).map(({ id }) => id);
  const more = strays.length > ids.length ? ` and ${strays.length - ids.length} more` : "";
  const which = ids.length > 0 ? ` (${ids.join(", ")}${more})` : "";
  return new PlatformError({
    failure: "malformed",
    call: `POST /bulk/storage/${kind}s/create`,
    message:
      `the platform started jobs without showing what they ${kind}${which}, so this one's may be among them, ` +
      `and it wasn't sent again. Wait until they have ended, check their results, and run again`,
  });
}
