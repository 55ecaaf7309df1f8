import type { Job } from "../platform/api/jobs";

/** How a list of jobs is sorted isn't documented: learnt from the times of its entries, one after the other. */
export class ListOrder {
  private previous: string | undefined;
  private falls = 0;
  private rises = 0;

  note({ startedOn, finishedOn }: Pick<Job, "startedOn" | "finishedOn">): void {
    const time = startedOn ?? finishedOn;
    if (time === undefined) return;
    if (this.previous !== undefined && time < this.previous) this.falls++;
    if (this.previous !== undefined && time > this.previous) this.rises++;
    this.previous = time;
  }

  /** So far: times fall and never rise. Of equal ones nothing is known. */
  get isNewestFirst(): boolean {
    return this.falls > 0 && this.rises === 0;
  }
}
