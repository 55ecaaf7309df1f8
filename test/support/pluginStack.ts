// Stacks of the real engine on a simulated platform, with programs in YAML, Python or Go.
import { delimiter, join } from "node:path";
import { stringify } from "yaml";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../simulator";
import { cliFolder } from "./cli";
import { openStack, type Stack } from "./engine";
import { expectFaultsStruck } from "./faultsStrike";
import { checkout, newProject, writeFiles } from "./project";
import { folderOf } from "./scriptFolders";
import { sharedClock, strict } from "./world";

/** This checkout's plugin, in the form that a project refers to it. */
export const plugins = { providers: [{ name: "cavatica", path: join(checkout, "dist/plugin") }] };

export interface PluginStack {
  sim: Simulator;
  stack: Stack;
  file: (path?: string) => string;
  /** Sets the contents of Pulumi.yaml. */
  setYaml(program: object): Promise<void>;
  stop(): Promise<void>;
}

export interface PluginStackOptions {
  /** Files by name. */
  files: Record<string, string>;
  /** Set if the program needs Python with the SDK. */
  python?: boolean;
  env?: Record<string, string>;
  config?: Record<string, string | { secret: string }>;
  account?: boolean;
  speed?: number;
  sim?: SimulatorOptions;
}

export async function newPluginStack(options: PluginStackOptions): Promise<PluginStack> {
  const { files, python = false, config = {}, account = true, speed = 40, env } = options;
  const clock = sharedClock(speed);
  const sim = await startSimulator(strict({ jobSeconds: 8, now: clock.now, ...options.sim }));
  if (!options.sim?.seed) sim.addVolume({ name: "archive", bucket: "lab-archive", prefix: "exports/" });
  const folders = [
    await folderOf("hosts.mjs"),
    ...(python ? [join(await folderOf("python-sdk.mjs"), "bin")] : []),
  ];
  const dir = await newProject(files);
  const credentials: Record<string, string> = account
    ? { SB_API_ENDPOINT: sim.url, SB_AUTH_TOKEN: sim.token }
    : {};
  const PATH = [...folders.reverse(), await cliFolder(), process.env.PATH].join(delimiter);
  const stack = await openStack(dir, {
    config,
    env: { ...credentials, ...clock.env, PATH, PYTHONDONTWRITEBYTECODE: "1", ...env },
  });
  return {
    sim,
    stack,
    file: (path = `file-${sim.requests.length}-${Math.random().toString(36).slice(2)}.bam`) =>
      sim.addFile({ project: "lab/run7", path, size: 1000 }).id,
    setYaml: (program) => writeFiles(dir, yamlProject(program)),
    stop: async () => {
      await stack.remove();
      await sim.close();
      expectFaultsStruck(sim);
    },
  };
}

/** A project whose program is Pulumi.yaml itself. */
export const yamlProject = (program: object): Record<string, string> => ({
  "Pulumi.yaml": stringify({ name: "test", runtime: "yaml", plugins, ...program }),
});
