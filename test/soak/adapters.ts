// The dynamic provider and the native plugin, as the soak drives them: one process each, and the same calls.
import { newPluginWorld } from "../support/pluginWorld";
import type { PropertyMap } from "../support/wire";
import { newWorld } from "../support/world";
import type { Simulator, SimulatorOptions } from "../../simulator";
import { probed } from "./sampling";

/** One resource's life, in the calls that both have. */
export interface Resource {
  check(news: PropertyMap): Promise<PropertyMap>;
  create(inputs: PropertyMap): Promise<{ id: string; outs: PropertyMap }>;
  /** Whether there is something to do. */
  diff(id: string, outs: PropertyMap, news: PropertyMap): Promise<boolean>;
  update(id: string, outs: PropertyMap, news: PropertyMap): Promise<PropertyMap>;
  /** The id, empty if it is gone, and what is in state from then on. */
  read(id: string, outs: PropertyMap): Promise<{ id: string; outs: PropertyMap }>;
  delete(id: string, outs: PropertyMap): Promise<unknown>;
}

export interface SoakWorld {
  sim: Simulator;
  pid: number;
  /** Where the probe in the process writes. */
  file: string;
  resource(type: string, name: string): Resource;
  /** Undefined for dynamic providers, whose look-ups run in the program's own process. */
  lookUp?: (name: string, args: PropertyMap) => Promise<unknown>;
  stop(): Promise<void>;
}

export type Adapter = "dynamic" | "plugin";

interface Options {
  speed: number;
  sim: SimulatorOptions;
}

const valid = (inputs: PropertyMap, failures: unknown[]): PropertyMap => {
  if (failures.length > 0) throw new Error(JSON.stringify(failures));
  return inputs;
};

async function dynamicWorld(options: Options): Promise<SoakWorld> {
  const { env, file } = probed();
  const world = await newWorld({ ...options, provider: { env } });
  const resource = (type: string, name: string): Resource => {
    const calls = world.type(type);
    const urn = `urn:pulumi:test::test::pulumi-nodejs:dynamic/cavatica:${type}::${name}`;
    return {
      check: async (news) => {
        const { inputs, failures } = await calls.check({}, { ...news, __urn: urn }, { urn });
        return valid(inputs, failures);
      },
      create: (inputs) => calls.create(inputs, { urn }),
      diff: async (id, outs, news) => (await calls.diff(id, outs, news, { urn })).changes !== false,
      update: async (id, outs, news) => (await calls.update(id, outs, news, { urn })).outs,
      read: async (id, outs) => {
        const found = await calls.read(id, outs, { urn });
        return { id: found.id, outs: found.props };
      },
      delete: (id, outs) => calls.delete(id, outs, { urn }),
    };
  };
  return { sim: world.sim, pid: world.provider.child.pid!, file, resource, stop: () => world.stop() };
}

async function pluginWorld(options: Options): Promise<SoakWorld> {
  const { env, file } = probed();
  const world = await newPluginWorld({ ...options, env });
  const { sim, plugin } = world;
  const resource = (type: string, name: string): Resource => {
    const calls = plugin.resource(type, name);
    return {
      check: async (news) => {
        const { inputs, failures } = await calls.check(news);
        return valid(inputs, failures);
      },
      create: (inputs) => calls.create(inputs),
      diff: async (id, outs, news) => (await calls.diff(id, outs, news)).changes,
      update: (id, outs, news) => calls.update(id, outs, news),
      read: (id, outs) => calls.read(id, outs),
      delete: (id, outs) => calls.delete(id, outs),
    };
  };
  const lookUp = async (name: string, args: PropertyMap) => {
    const { found, failures } = await plugin.invoke(name, args);
    return valid(found, failures);
  };
  return { sim, pid: plugin.child.pid!, file, resource, lookUp, stop: () => world.stop() };
}

export const newSoakWorld = (adapter: Adapter, options: Options): Promise<SoakWorld> =>
  adapter === "dynamic" ? dynamicWorld(options) : pluginWorld(options);
