import type { ErrorBody } from "../errors";
import { Timeline } from "./heap";
import { OrderedIndex } from "./orderedIndex";
import type { Job, JobState } from "./records";

/** What the world defines about its jobs. */
export interface JobRules {
  pendingSeconds: number;
  /** Seconds a job runs. */
  runSeconds(job: Job): number;
  isStuck(job: Job): boolean;
  /** The job's effect at its end; an error makes it FAILED. */
  write(job: Job, at: number): ErrorBody | undefined;
  concurrency: number;
  retentionSeconds: number;
}

type Step = "start" | "end" | "forget";

const isFinal = (job: Job): boolean => job.state === "COMPLETED" || job.state === "FAILED";

/** The jobs of all users. Nothing happens by itself: `advance` processes what is due by the clock. */
export class Jobs {
  readonly #rules: JobRules;
  readonly #byId = new Map<string, Job>();
  readonly #timeline = new Timeline<{ job: Job; step: Step }>();
  readonly #indexes = new Map<string, OrderedIndex<Job>>();
  readonly #holders = new Map<string, Set<Job>>();
  readonly #slots = new Map<string, { taken: number; waiting: Set<Job> }>();
  readonly #parked = new Set<Job>();

  constructor(rules: JobRules) {
    this.#rules = rules;
  }

  get(id: string): Job | undefined {
    return this.#byId.get(id);
  }

  all(): Job[] {
    return [...this.#byId.values()];
  }

  submit(job: Job): void {
    this.#byId.set(job.id, job);
    for (const state of [job.state, "*"]) for (const index of this.#indexesOf(job, state)) index.add(job);
    for (const claim of job.claims) {
      const holders = this.#holders.get(claim) ?? new Set<Job>();
      this.#holders.set(claim, holders.add(job));
    }
    const slots = this.#slotsOf(job.user);
    if (slots.taken >= this.#rules.concurrency) slots.waiting.add(job);
    else this.#admit(job, job.createdAt);
  }

  /** Processes everything that is due, each step at its own time and in order. */
  advance(now: number): void {
    for (let due = this.#timeline.takeDue(now); due; due = this.#timeline.takeDue(now)) {
      this.#step(due.value.job, due.value.step, due.at);
    }
  }

  /** Unfinished jobs that hold a claim. */
  holding(claim: string): Job[] {
    return [...(this.#holders.get(claim) ?? [])];
  }

  isHeld(claim: string): boolean {
    return (this.#holders.get(claim)?.size ?? 0) > 0;
  }

  /** Ends an unfinished job as FAILED, at once. */
  kill(job: Job, error: ErrorBody, at: number): void {
    if (!isFinal(job)) this.#settle(job, error, at);
  }

  /** Lets parked jobs end that are no longer stuck. */
  unpark(now: number): void {
    for (const job of this.#parked) {
      if (this.#rules.isStuck(job)) continue;
      this.#parked.delete(job);
      this.#timeline.add(now, { job, step: "end" });
    }
  }

  /** A user's jobs, oldest first, optionally only those on one volume or in some states. */
  list(kind: Job["kind"], user: string, volume: string | undefined, states: JobState[]): readonly Job[] {
    const wanted: (JobState | "*")[] = states.length > 0 ? [...new Set(states)] : ["*"];
    const lists = wanted.map((state) => this.#index(kind, user, volume ?? "*", state).items());
    if (lists.length === 1) return lists[0] ?? [];
    return lists.flat().sort((a, b) => a.seq - b.seq);
  }

  #step(job: Job, step: Step, at: number): void {
    if (step === "forget") return this.#forget(job);
    if (isFinal(job)) return;
    if (step === "start") {
      this.#move(job, "RUNNING", at);
      this.#timeline.add(at + this.#rules.runSeconds(job) * 1000, { job, step: "end" });
    } else if (this.#rules.isStuck(job)) {
      this.#parked.add(job);
    } else {
      this.#settle(job, this.#rules.write(job, at), at);
    }
  }

  #settle(job: Job, error: ErrorBody | undefined, at: number): void {
    if (error) job.error = error;
    this.#move(job, error ? "FAILED" : "COMPLETED", at);
    for (const claim of job.claims) this.#release(claim, job);
    this.#parked.delete(job);
    // A job that was killed while it waited had no slot to free.
    if (!this.#slotsOf(job.user).waiting.delete(job)) this.#freeSlot(job.user, at);
    const forgetAt = at + this.#rules.retentionSeconds * 1000;
    if (Number.isFinite(forgetAt)) this.#timeline.add(forgetAt, { job, step: "forget" });
  }

  #admit(job: Job, at: number): void {
    this.#slotsOf(job.user).taken++;
    this.#timeline.add(at + this.#rules.pendingSeconds * 1000, { job, step: "start" });
  }

  #freeSlot(user: string, at: number): void {
    const slots = this.#slotsOf(user);
    slots.taken--;
    const [next] = slots.waiting;
    if (next === undefined) return;
    slots.waiting.delete(next);
    this.#admit(next, at);
  }

  #forget(job: Job): void {
    for (const state of [job.state, "*"]) for (const index of this.#indexesOf(job, state)) index.delete(job);
    this.#byId.delete(job.id);
  }

  #release(claim: string, job: Job): void {
    const holders = this.#holders.get(claim);
    holders?.delete(job);
    if (holders?.size === 0) this.#holders.delete(claim);
  }

  #move(job: Job, state: JobState, at: number): void {
    for (const index of this.#indexesOf(job, job.state)) index.delete(job);
    job.state = state;
    if (state === "RUNNING") job.startedAt = at;
    else job.finishedAt = at;
    for (const index of this.#indexesOf(job, state)) index.add(job);
  }

  #indexesOf(job: Job, state: string): OrderedIndex<Job>[] {
    const volume = job.kind === "export" ? job.destination.volume : job.source.volume;
    return [volume, "*"].map((place) => this.#index(job.kind, job.user, place, state));
  }

  #index(kind: string, user: string, volume: string, state: string): OrderedIndex<Job> {
    const key = `${kind} ${user} ${volume} ${state}`;
    let index = this.#indexes.get(key);
    if (!index) this.#indexes.set(key, (index = new OrderedIndex<Job>()));
    return index;
  }

  #slotsOf(user: string): { taken: number; waiting: Set<Job> } {
    let slots = this.#slots.get(user);
    if (!slots) this.#slots.set(user, (slots = { taken: 0, waiting: new Set() }));
    return slots;
  }
}
