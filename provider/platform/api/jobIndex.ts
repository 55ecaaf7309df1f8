import type { Comparer } from "./sameJob";

/** Finds jobs by request, however either is spelled; as fast for many as for few. */
export class JobIndex<Request, J> {
  private readonly byKey = new Map<string, J[]>();

  /** @param jobs if several are equally close, the first is found */
  constructor(
    private readonly comparer: Comparer<Request, J>,
    jobs: Iterable<J>,
  ) {
    for (const job of jobs) this.add(job);
  }

  add(job: J): void {
    const key = this.comparer.key(job);
    const known = this.byKey.get(key);
    if (known) known.push(job);
    else this.byKey.set(key, [job]);
  }

  /** The request's job, if any matches. */
  find(request: Request, isFree: (job: J) => boolean = () => true): J | undefined {
    let best: J | undefined;
    let closest = -1;
    for (const job of this.byKey.get(this.comparer.key(request)) ?? []) {
      if (!this.comparer.agrees(request, job) || !isFree(job)) continue;
      const closeness = this.comparer.closeness(request, job);
      if (closeness > closest) [best, closest] = [job, closeness];
    }
    return best;
  }

  /** All jobs that match. */
  findAll(request: Request): J[] {
    const candidates = this.byKey.get(this.comparer.key(request)) ?? [];
    return candidates.filter((job) => this.comparer.agrees(request, job));
  }
}
