/** What is asked for: which source goes where, and how. */
export interface Claim {
  /** "export" or "import": for texts. */
  kind: string;
  place: string;
  source: string;
  mode: string;
}

/** One object for each claim, with few members: 50 000 are held at a time. */
class Held<T> implements Claim {
  constructor(
    readonly kind: string,
    readonly place: string,
    readonly source: string,
    readonly mode: string,
    readonly result: Promise<T>,
  ) {}
}

/**
 * What this process has sent where. A second source for one place would destroy the first or be refused, and the same
 * one again must not become a second job: whoever asks for it gets the first one's.
 */
export class Claims<T extends { job?: { id: string } | undefined }> {
  private readonly held = new Map<string, Held<T>>();
  private readonly places = new Map<string, string>();

  once(claim: Claim, start: () => Promise<T>): Promise<T> {
    const { kind, place, source, mode } = claim;
    const holder = this.held.get(place);
    if (holder && (holder.source !== source || holder.mode !== mode))
      return Promise.reject(new PlaceTaken(claim, holder));
    if (holder) return holder.result;
    const result = start();
    this.held.set(place, new Held(kind, place, source, mode, result));
    result.then(
      ({ job }) => job && this.places.set(job.id, place),
      () => this.release(place),
    );
    return result;
  }

  /** A job that failed holds its place no longer. */
  failed(job: string): void {
    const place = this.places.get(job);
    if (place !== undefined) this.release(place);
    this.places.delete(job);
  }

  private release(place: string): void {
    this.held.delete(place);
  }
}

/** Two different things were to go to one place by the same deployment. Nothing was sent for the second. */
export class PlaceTaken extends Error {
  override readonly name = "PlaceTaken";
  constructor({ kind, source, place, mode }: Claim, holder: Claim) {
    const clash =
      holder.source === source
        ? `the same deployment makes it a ${holder.mode} and a ${mode} at once. Decide for one (copyOnly).`
        : `${holder.source} goes to the same place in this deployment, so one would destroy the other. ` +
          `Give each its own location.`;
    super(`${kind} of ${source} to ${place}: ${clash}`);
  }
}
