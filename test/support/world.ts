import { stub } from "../../provider/resources/stub";
import { expectFaultsStruck } from "./faultsStrike";
import { type ProviderOptions, type ProviderProcess, startProvider } from "./providerProcess";
import type { PropertyMap } from "./providerProcess";
import type { ResourceClient } from "./resourceClient";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../simulator";

/** A simulated platform and a provider process that share a clock, `speed` times as fast as the real one. */
export interface World {
  sim: Simulator;
  provider: ProviderProcess;
  /** The platform's time, in Unix milliseconds. */
  now: () => number;
  /** The calls of one of this package's resource types. */
  type(name: string): ResourceClient;
  /** Adds a file to the project lab/run7 and returns its ID. */
  file: (path?: string) => string;
  /** Inputs of an export to the volume lab/archive. */
  to(file: string, location: string, more?: PropertyMap): PropertyMap;
  /** Starts another process with the same account, as the next `up` does. */
  restart(options?: ProviderOptions): Promise<void>;
  stop(): Promise<void>;
}

export interface WorldOptions {
  speed?: number;
  sim?: SimulatorOptions;
  provider?: ProviderOptions;
}

export interface SharedClock {
  now: () => number;
  env: Record<string, string>;
}

export function sharedClock(speed: number): SharedClock {
  const anchor = Date.now();
  return {
    now: () => anchor + (Date.now() - anchor) * speed,
    env: { PULUMI_CAVATICA_CLOCK: `${speed}@${anchor}` },
  };
}

/** The platform refuses members that no page documents, so that a test fails if any are sent. */
export const strict = (options: SimulatorOptions): SimulatorOptions => ({
  ...options,
  switches: { unknownMembers: "refuse", ...options.switches },
});

export async function newWorld({
  speed = 50,
  sim: options,
  provider: given = {},
}: WorldOptions = {}): Promise<World> {
  const clock = sharedClock(speed);
  const sim = await startSimulator(strict({ jobSeconds: 8, now: clock.now, ...options }));
  sim.addVolume({
    name: "archive",
    owner: "lab",
    accessMode: "RW",
    bucket: "lab-archive",
    prefix: "exports/",
  });
  const account = { SB_API_ENDPOINT: sim.url, SB_AUTH_TOKEN: sim.token };
  const start = (more: ProviderOptions = {}) =>
    startProvider({ ...given, ...more, env: { ...account, ...clock.env, ...given.env, ...more.env } });
  const world: World = {
    sim,
    provider: await start(),
    now: clock.now,
    type: (name) => world.provider.resource(stub(name), `cavatica:${name}`),
    file: (path = `f${sim.requests.length}-${Math.random().toString(36).slice(2)}.bam`) =>
      sim.addFile({ project: "lab/run7", path, size: 1000 }).id,
    to: (file, location, more = {}) => ({
      source: { file },
      destination: { volume: "lab/archive", location },
      overwrite: false,
      copyOnly: false,
      ...more,
    }),
    restart: async (more) => {
      await world.provider.stop();
      world.provider = await start(more);
    },
    stop: async () => {
      await world.provider.stop();
      await sim.close();
      expectFaultsStruck(sim);
    },
  };
  return world;
}
