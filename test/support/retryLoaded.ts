import { beforeAll } from "vitest";
import { withRetry } from "../../provider/platform/http/retry";
import { VirtualClock } from "./virtualClock";

/** Loading the module of `withRetry` takes real time, which the virtual clock can't see. */
beforeAll(() =>
  withRetry(() => Promise.resolve(), { clock: new VirtualClock(), idempotent: true, withinMs: 0 }),
);
