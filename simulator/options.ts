import type { RateLimit } from "./rules/rateWindow";
import type { Switches } from "./switches";
import type { JobSubject } from "./world/records";

/** How a simulator is set up. Everything has a default. */
export interface SimulatorOptions {
  /** 0 (default): any free port. */
  port?: number;
  /** Default: 127.0.0.1. */
  host?: string;
  /** Name of a world to start with: "empty" (default), "demo", "scale:1000". */
  seed?: string;
  /** Token of the default user "lab"; random by default. */
  token?: string;
  /** How long a job runs; default 2. */
  jobSeconds?: number | ((subject: JobSubject) => number);
  /** How long a job is PENDING; default 0, which shows PENDING in the answer to the submission alone. */
  pendingSeconds?: number;
  /** Folder that receives written objects as files. */
  volumesDir?: string;
  /** Clock in milliseconds; default Date.now. */
  now?: () => number;
  /** Used by slow answers; default real time. */
  sleep?: (ms: number) => Promise<void>;
  /** Default 1000 in 300 s, fixed window. */
  rateLimit?: RateLimit | "off";
  /** What no page of the platform states; the rest stays at its default. */
  switches?: Partial<Switches>;
  /** Seed of what is left to chance in faults; default 1. */
  faultSeed?: number;
  /** Is shown the body of each request that has one; none is kept, since some hold secrets. */
  onBody?: (body: unknown, method: string, path: string) => void;
  /** Receives what went wrong in the simulator itself; default: nobody. */
  log?: (line: string) => void;
}

/** The documented limit (documented: api-rate-limit). */
export const usualRateLimit: RateLimit = { limit: 1000, windowSeconds: 300, kind: "fixed" };
