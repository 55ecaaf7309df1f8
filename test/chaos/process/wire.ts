import type { Simulator } from "../../../simulator";
import type { VirtualClock } from "../../support/virtualClock";
import type { ProcessTime } from "./processTime";

/** What `fetch` is given, as far as the provider gives it. */
interface Init {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
  /** The largest answer that is read, as node-fetch has it. */
  size?: number;
}

export interface WireOptions {
  sim: Simulator;
  clock: VirtualClock;
  time: ProcessTime;
  random: () => number;
  /** Milliseconds an exchange takes at least and at most. */
  latencyMs: readonly [number, number];
  /** Told of what the platform has processed when its sender was gone already. */
  onLate?: ((url: string, body: unknown) => void) | undefined;
}

const TEXT_TOO_LONG = "content size over limit";
/** Answers that are too large are so a hundred times earlier: thousands of seeds meet them. */
const SCALE = 100;

/** `fetch` of one process: half of an exchange's time goes by before the platform sees it, half after. */
export function wireOf({ sim, clock, time, random, latencyMs: [least, most], onLate }: WireOptions) {
  return async (url: string, { signal, size, ...init }: Init = {}) => {
    const half = (least + (most - least) * random()) / 2;
    // What a process has sent before it was killed may arrive or not.
    const arrivesAnyway = random() < 0.5;
    const exchange = async () => {
      await clock.sleep(half);
      if (time.isOver && !arrivesAnyway) return new Promise<never>(() => undefined);
      const answer = await clock.track(async () => {
        const response = await sim.fetch(url, init);
        return { status: response.status, headers: response.headers, body: await response.text() };
      });
      if (time.isOver && init.body !== undefined) onLate?.(url, JSON.parse(init.body));
      await time.sleep(half);
      return answer;
    };
    const { status, headers, body } = await unlessAborted(exchange(), signal);
    return {
      status,
      headers,
      text: () =>
        size !== undefined && body.length > size / SCALE
          ? Promise.reject(new Error(TEXT_TOO_LONG))
          : Promise.resolve(body),
    };
  };
}

function unlessAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject);
  });
}
