import { type ErrorBody, errorBody } from "../errors";
import type { OrderedFailure } from "../rules/exportWrite";
import type { Job } from "./records";

/** How the jobs of a file should fail. */
export interface FailureOrder {
  code: number;
  message?: string;
  status?: number;
  /** Fails once the object is written; default before. */
  afterWrite?: boolean;
}

/**
 * Orders for the jobs of individual files: to fail, to hang, to take long. Imports are identified by "volume:location".
 */
export class Orders {
  readonly #failures = new Map<string, OrderedFailure>();
  readonly #stuck = new Set<string>();
  readonly #seconds = new Map<string, number>();
  readonly #written = new Map<string, number>();

  fail(file: string, order: FailureOrder | undefined): void {
    if (!order) return void this.#failures.delete(file);
    const error: ErrorBody = errorBody(order.code, order.message, order.status);
    this.#failures.set(file, { error, afterWrite: order.afterWrite ?? false });
  }

  stick(file: string): void {
    this.#stuck.add(file);
  }

  unstick(file: string): void {
    this.#stuck.delete(file);
  }

  /** Only this many bytes of the file reach its object; undefined: all. */
  cut(file: string, bytes: number | undefined): void {
    if (bytes === undefined) this.#written.delete(file);
    else this.#written.set(file, bytes);
  }

  bytesOf(file: string): number | undefined {
    return this.#written.get(file);
  }

  slow(file: string, seconds: number): void {
    this.#seconds.set(file, seconds);
  }

  failureOf(job: Job): OrderedFailure | undefined {
    return this.#failures.get(orderKey(job));
  }

  isStuck(job: Job): boolean {
    return this.#stuck.has(orderKey(job));
  }

  secondsOf(job: Job): number | undefined {
    return this.#seconds.get(orderKey(job));
  }
}

/** The key for the orders of a job's subject. */
function orderKey(job: Job): string {
  return job.kind === "export" ? job.source.file : `${job.source.volume}:${job.source.location}`;
}
