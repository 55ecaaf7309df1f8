import { onTestFinished } from "vitest";
import { Client, type ClientOptions } from "../../provider/platform/http/client";
import type { Fetch } from "../../provider/platform/http/http";
import { createSimulator, type FileRecord, type Simulator, type SimulatorOptions } from "../../simulator";
import { expectFaultsStruck } from "./faultsStrike";
import "./retryLoaded";
import { VirtualClock } from "./virtualClock";

/** A simulated platform without sockets, and a client of its account, on one virtual clock. */
export interface PlatformWorld {
  clock: VirtualClock;
  sim: Simulator;
  client: Client;
  /** Another client of the same account, as in another process. */
  newClient: (options?: ClientOptions) => Client;
  files: FileRecord[];
}

export interface PlatformWorldOptions {
  sim?: SimulatorOptions;
  client?: ClientOptions;
  files?: number;
  /** The duration of an exchange in milliseconds of platform time, half of it each way. Default 200. */
  latencyMs?: number | (() => number);
  /** The clock starts this long after a full minute. */
  startMs?: number;
}

export const VOLUME = "lab/archive";

/** The simulator's `fetch` in the form that the client expects, with a network delay. */
export function virtualFetch(clock: VirtualClock, sim: Simulator, latency: () => number): Fetch {
  return async (url, init) => {
    const ms = latency();
    await clock.sleep(ms / 2);
    try {
      return (await clock.track(() => sim.fetch(url, init as RequestInit))) as unknown as Awaited<
        ReturnType<Fetch>
      >;
    } finally {
      await clock.sleep(ms / 2);
    }
  };
}

export function platformWorld(options: PlatformWorldOptions = {}): PlatformWorld {
  const { files: count = 0, latencyMs = 200 } = options;
  const clock = new VirtualClock(Date.parse("2026-01-12T09:30:00Z") + (options.startMs ?? 0));
  const sim = createSimulator({ now: clock.now, sleep: clock.sleepInside, ...options.sim });
  afterTest(() => expectFaultsStruck(sim));
  sim.addVolume({ name: "archive", owner: "lab", bucket: "lab-archive", prefix: "exports/" });
  const latency = typeof latencyMs === "number" ? () => latencyMs : latencyMs;
  const fetch = virtualFetch(clock, sim, latency);
  const newClient = (more: ClientOptions = {}) =>
    new Client({ endpoint: sim.url, authToken: sim.token }, { clock, fetch, ...options.client, ...more });
  const files = count > 0 ? sim.addFiles({ project: "lab/run7", count }) : [];
  return { clock, sim, client: newClient(), newClient, files };
}

/** A world created for one test ends with that test; a shared one isn't registered. */
function afterTest(check: () => void): void {
  try {
    onTestFinished(({ task }) => {
      if (task.result?.state !== "fail") check();
    });
  } catch {
    return;
  }
}
