import type { Job } from "../platform/api/jobs";

/** Shared by many waits: with 50 000 jobs, each member per wait takes megabytes. */
export interface WatchOptions<J, About = undefined> {
  /** When the job was submitted, as far as known: jobs are polled by age. Default: the job's own start time. */
  since?: number | undefined;
  /** Stop waiting at this time; the job itself isn't stopped. */
  until: number;
  signal?: AbortSignal | undefined;
  /** Called after each poll of the job, with the value given to `watch`. */
  onLook?: ((job: J, about: About) => void) | undefined;
}

export class Watch<J extends Job> {
  constructor(
    public last: J,
    readonly since: number,
    public lookedAt: number,
    readonly options: WatchOptions<J, unknown>,
    readonly about: unknown,
    readonly resolve: (job: J) => void,
    readonly reject: (error: unknown) => void,
  ) {}

  get id(): string {
    return this.last.id;
  }
}
