import type { FaultOptions } from "../faults/kinds";
import type { Faults } from "../faults/registry";
import type { RateWindow } from "../rules/rateWindow";
import type { World } from "../world/world";
import type { RequestRecord } from "./requestRecord";

/** What all routes work with. */
export interface Platform {
  world: World;
  faults: Faults;
  requests: RequestRecord[];
  /** The rate window of the user or token (not documented which: switch rateWindowPer). */
  rateWindow(user: string, token: string): RateWindow;
  sleep(ms: number): Promise<void>;
}

/** What the hooks determine about a request before its route runs. */
export interface CallState {
  record: RequestRecord;
  startedAt: number;
  faults: FaultOptions[];
  user: string;
  token: string;
  window: RateWindow | undefined;
}

declare module "fastify" {
  interface FastifyRequest {
    /** Set for requests to the API, not for those to the admin routes. */
    sim: CallState | null;
  }
}
