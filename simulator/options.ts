import type { RateLimit } from "./rules/rateWindow";
import type { Switches } from "./switches";
import type { JobSubject } from "./world/records";

/** Options of a simulator. All of them have defaults. */
export interface SimulatorOptions {
  /** 0 (default): any free port. */
  port?: number;
  /** Default: 127.0.0.1. */
  host?: string;
  /** Name of the initial world: "empty" (default), "demo", "scale:1000". */
  seed?: string;
  /** Token of the default user "lab"; random by default. */
  token?: string;
  /** How long a job runs; default 2. */
  jobSeconds?: number | ((subject: JobSubject) => number);
  /** How long a job is PENDING; default 0, which shows PENDING only in the response to the submission. */
  pendingSeconds?: number;
  /** Folder in which written objects are saved as files. */
  volumesDir?: string;
  /** Clock in milliseconds; default Date.now. */
  now?: () => number;
  /** Used by delayed responses; default real time. */
  sleep?: (ms: number) => Promise<void>;
  /** Default 1000 in 300 s, fixed window. */
  rateLimit?: RateLimit | "off";
  /** Behaviour that no page of the platform documents; anything else stays at its default. */
  switches?: Partial<Switches>;
  /** Seed for random decisions of faults; default 1. */
  faultSeed?: number;
  /** Called with the body of each request that has one; none is stored, since some contain secrets. */
  onBody?: (body: unknown, method: string, path: string) => void;
  /** Receives errors of the simulator itself; by default they are dropped. */
  log?: (line: string) => void;
}

/** The documented limit (documented: api-rate-limit). */
export const usualRateLimit: RateLimit = { limit: 1000, windowSeconds: 300, kind: "fixed" };
