import type { Job } from "../platform/api/jobs";

/** Many waits may share one of these: of 50 000 jobs each member of a wait takes megabytes. */
export interface WatchOptions<J, About = undefined> {
  /** When the job was submitted, as far as known: jobs are looked at by age. Default: since when the job says. */
  since?: number | undefined;
  /** Give up waiting (never the job) at this time. */
  until: number;
  signal?: AbortSignal | undefined;
  /** Told of each look at the job, with what was given to `watch` beside it. */
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
