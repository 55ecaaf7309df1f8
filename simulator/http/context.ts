import type { Faults } from "../faults/registry";
import type { RateWindow } from "../rules/rateWindow";
import type { World } from "../world/world";
import type { RequestRecord } from "./requestRecord";

/** What all routes work with. */
export interface Platform {
  world: World;
  faults: Faults;
  requests: RequestRecord[];
  /** The window of a user or token (not documented which: switch rateWindowPer). */
  rateWindow(user: string, token: string): RateWindow;
  sleep(ms: number): Promise<void>;
}
