import { createHash } from "node:crypto";

/** Deterministic IDs that look like the platform's: the same calls give the same IDs in every run. */
export class Ids {
  #files = 0;
  #jobs = 0;

  /** 24 hex characters. */
  file(): string {
    return `65a1f0c2${(++this.#files).toString(16).padStart(16, "0")}`;
  }

  /** 32 alphanumeric characters that don't reveal their order. */
  job(): string {
    return createHash("md5").update(`job ${++this.#jobs}`).digest("hex");
  }
}

/** A small seeded generator (mulberry32): numbers in [0, 1), the same for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
