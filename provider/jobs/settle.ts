import { isDeepStrictEqual } from "node:util";
import type { Client } from "../platform/http/client";
import type { PlatformError } from "../platform/errors/errors";
import type { Job } from "../platform/api/jobs";
import type { Adoption, AsOf, Submitted } from "./adoption";
import type { Entry } from "./collector";
import type { Endpoints, JobKind } from "./kinds";

export type Waiting<Request, J> = Entry<Request, Submitted<J>>;

/** When to check the platform's lists after an unclear response; several times, since lists may lag. */
const LOOKS_AFTER_MS = [2_000, 5_000, 10_000, 20_000];
/** A list that another caller requested shortly before is good enough. */
const SHARED_PART = 0.5;
/** The maximum age of a list of finished jobs after a refusal: the job it refers to had ended by then. */
const REFUSED_AS_OF_MS = 5_000;
/** The same after a refusal that a running job would explain, for as long as lists are likely to lag. */
const LOOKS_AFTER_REFUSAL_MS = [2_000, 5_000, 10_000];

/** Statuses that mean "already done" with some codes; without a code it can't be decided. */
const UNEXPLAINED: readonly number[] = [403, 409];

/** Finds the effects of requests that this process may not know of: a running job, or a finished job's result. */
export class Effects<Request extends Endpoints, J extends Job & Endpoints> {
  constructor(
    private readonly client: Client,
    private readonly kind: JobKind<Request, J>,
    private readonly adoption: Adoption<Request, J>,
  ) {}

  answer(entry: Waiting<Request, J>, found: Submitted<J>): void {
    if (found.how === "done") return entry.resolve(found);
    this.adoption.give(entry.item, found.job);
    entry.resolve({ ...found, job: sharing(found.job, entry.item) });
  }

  /** Settles those whose job was left over by an earlier run; returns the others. */
  async settleLeftOver(entries: Waiting<Request, J>[]): Promise<Waiting<Request, J>[]> {
    const rest: Waiting<Request, J>[] = [];
    for (const entry of entries) {
      const job = await this.adoption.leftOver(entry.item);
      if (job) this.answer(entry, { how: "adopted", job });
      else rest.push(entry);
    }
    return rest;
  }

  /** Settles those whose effect is in place; returns the others. */
  async settleDone(entries: Waiting<Request, J>[], asOf?: AsOf): Promise<Waiting<Request, J>[]> {
    if (entries.length === 0) return [];
    const requests = entries.map((entry) => entry.item);
    const done = await this.adoption.done(requests, asOf);
    return entries.filter((entry) => {
      const found = done.get(entry.item);
      if (found) this.answer(entry, found);
      return !found;
    });
  }

  /** After a submission at `sentAt` whose outcome is unknown; returns those that left no trace. */
  async settleUnclear(entries: Waiting<Request, J>[], sentAt: number): Promise<Waiting<Request, J>[]> {
    let rest = entries;
    for (const ms of LOOKS_AFTER_MS) {
      if (rest.length === 0) break;
      await this.client.clock.sleep(ms);
      rest = await this.settle(rest, { notBefore: this.now - ms * SHARED_PART, startedSince: sentAt });
    }
    return rest;
  }

  /** A refusal may mean that the work is already done or under way: by an earlier run, or by a lost submission. */
  async settleRefused(refusals: readonly (readonly [Waiting<Request, J>, PlatformError])[]): Promise<void> {
    let open = refusals.flatMap(([entry, error]) => (this.mayMeanDone(error) ? [entry] : []));
    open = await this.settle(open, { notBefore: this.now - REFUSED_AS_OF_MS });
    for (const ms of LOOKS_AFTER_REFUSAL_MS) {
      open = await this.underWay(open);
      if (open.length === 0) break;
      await this.client.clock.sleep(ms);
      open = await this.settle(open, { notBefore: this.now - ms * SHARED_PART });
    }
    for (const [entry, error] of refusals) entry.reject(error);
  }

  /** Settles those whose job is unfinished or whose effect is in place; returns the others. */
  private async settle(entries: Waiting<Request, J>[], asOf: AsOf): Promise<Waiting<Request, J>[]> {
    const rest: Waiting<Request, J>[] = [];
    for (const entry of entries) {
      const job = await this.adoption.unfinished(entry.item, asOf);
      if (job) this.answer(entry, { how: "adopted", job });
      else rest.push(entry);
    }
    return this.settleDone(rest, asOf);
  }

  private mayMeanDone({ code, status }: PlatformError): boolean {
    if (code === undefined) return UNEXPLAINED.includes(status ?? -1);
    return this.kind.mayMeanDone.includes(code);
  }

  private async underWay(entries: Waiting<Request, J>[]): Promise<Waiting<Request, J>[]> {
    const requests = entries.flatMap(({ item }) => (this.kind.leavesNoTrace(item) ? [] : [item]));
    if (requests.length === 0 || !this.kind.maybeUnderWay) return [];
    const maybe = await this.kind.maybeUnderWay(this.client, requests);
    return entries.filter(({ item }) => maybe.has(item));
  }

  private get now(): number {
    return this.client.clock.now();
  }
}

/** With 50 000 jobs, repeated sources and destinations would take 20 MB. */
function sharing<Request extends Endpoints, J extends Endpoints>(
  job: J,
  { source, destination }: Request,
): J {
  return {
    ...job,
    ...(isDeepStrictEqual(job.source, source) && { source }),
    ...(isDeepStrictEqual(job.destination, destination) && { destination }),
  };
}
