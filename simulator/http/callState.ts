import type { FaultOptions } from "../faults/kinds";
import type { RateWindow } from "../rules/rateWindow";
import type { RequestRecord } from "./requestRecord";

/** What the hooks find out about a request before its route runs. */
export interface CallState {
  record: RequestRecord;
  startedAt: number;
  faults: FaultOptions[];
  user: string;
  token: string;
  window: RateWindow | undefined;
}

// Not beside `Platform`, which the package's declarations hold: users would need the types of fastify.
declare module "fastify" {
  interface FastifyRequest {
    /** Set for requests to the API, not for those to the admin routes. */
    sim: CallState | null;
  }
}
