import { type Simulator, type SimulatorOptions, startSimulator } from "../../simulator";
import { expectFaultsStruck } from "./faultsStrike";
import { type PluginProcess, startPlugin } from "./pluginProcess";
import { sharedClock } from "./world";
import type { PropertyMap } from "./wire";

/** A simulated platform and a configured plugin that share a fast clock. */
export interface PluginWorld {
  sim: Simulator;
  plugin: PluginProcess;
  file(path?: string): string;
  to(file: string, location: string, more?: PropertyMap): PropertyMap;
  stop(): Promise<void>;
}

interface Options {
  speed?: number;
  sim?: SimulatorOptions;
  /** False: neither environment nor configuration contains an account. */
  account?: boolean;
  config?: PropertyMap;
  /** Of the plugin's process, besides the account and the clock. */
  env?: Record<string, string>;
}

export async function newPluginWorld(options: Options = {}): Promise<PluginWorld> {
  const { speed = 50, sim: given, account = true, config = {}, env = {} } = options;
  const clock = sharedClock(speed);
  const sim = await startSimulator({ jobSeconds: 8, now: clock.now, ...given });
  sim.addVolume({
    name: "archive",
    owner: "lab",
    accessMode: "RW",
    bucket: "lab-archive",
    prefix: "exports/",
  });
  const credentials: Record<string, string> = account
    ? { SB_API_ENDPOINT: sim.url, SB_AUTH_TOKEN: sim.token }
    : {};
  const plugin = await startPlugin({ ...credentials, ...clock.env, ...env });
  await plugin.configure(config);
  return {
    sim,
    plugin,
    file: (path = `f${sim.requests.length}-${Math.random().toString(36).slice(2)}.bam`) =>
      sim.addFile({ project: "lab/run7", path, size: 1000 }).id,
    to: (file, location, more = {}) => ({
      source: { file },
      destination: { volume: "lab/archive", location },
      ...more,
    }),
    stop: async () => {
      await plugin.stop();
      await sim.close();
      expectFaultsStruck(sim);
    },
  };
}
