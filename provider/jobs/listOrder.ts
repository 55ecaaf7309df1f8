import type { Job } from "../platform/api/jobs";

/** The order of lists of jobs isn't documented, so it is inferred from the times of successive entries. */
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

  /** True if times have only decreased so far. Equal times show nothing. */
  get isNewestFirst(): boolean {
    return this.falls > 0 && this.rises === 0;
  }
}
