/** A request as identified here: which source goes where, and how. */
export interface Claim {
  /** "export" or "import", for messages. */
  kind: string;
  place: string;
  source: string;
  mode: string;
}

/** One object per claim, with few members: up to 50 000 are held at a time. */
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
 * What this process has sent where. A second source with the same destination would replace the first one's object or be refused.
 * The same request again must not start a second job: it gets the first one's.
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

  /** A failed job releases its destination. */
  failed(job: string): void {
    const place = this.places.get(job);
    if (place !== undefined) this.release(place);
    this.places.delete(job);
  }

  private release(place: string): void {
    this.held.delete(place);
  }
}

/** One deployment has two different requests with the same destination. Nothing was sent for the second. */
export class PlaceTaken extends Error {
  override readonly name = "PlaceTaken";
  constructor({ kind, source, place, mode }: Claim, holder: Claim) {
    const clash =
      holder.source === source
        ? `the same deployment declares it both as a ${holder.mode} and as a ${mode}. Choose one (copyOnly).`
        : `${holder.source} has the same destination in this deployment, so one object would replace the other. ` +
          `Give each its own location.`;
    super(`${kind} of ${source} to ${place}: ${clash}`);
  }
}
