// A simulated platform, and what deploy() needs to reach it with the real engine.
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DeployOptions } from "../../provider/automation";
import { FileExport } from "../../provider/index";
import { type Simulator, startSimulator } from "../../simulator";
import { cliFolder, isolation } from "./cli";
import { killAllIn } from "./processes";
import { checkout } from "./project";
import { sharedClock } from "./world";

export interface DeployWorld {
  sim: Simulator;
  /** The folder for the stack's state. */
  home: string;
  /** Options of an inline program. */
  options(name: string, program: () => void): DeployOptions;
  file(): string;
  stop(): Promise<void>;
}

export async function newDeployWorld(): Promise<DeployWorld> {
  const clock = sharedClock(40);
  const sim = await startSimulator({ jobSeconds: 8, now: clock.now });
  sim.addVolume({ name: "archive", bucket: "lab-archive", prefix: "exports/" });
  const home = await realpath(await mkdtemp(join(tmpdir(), "cavatica-deploy-")));
  const env: Record<string, string> = {
    ...isolation(await cliFolder(), home),
    ...clock.env,
    SB_API_ENDPOINT: sim.url,
    SB_AUTH_TOKEN: sim.token,
  };
  const { PATH } = process.env;
  // The Automation API finds the CLI through this process's environment.
  process.env["PATH"] = env["PATH"];
  return {
    sim,
    home,
    options: (name, program) => ({
      stack: `organization/${name}/test`,
      project: name,
      program: async () => Promise.resolve(program()),
      workspace: {
        envVars: env,
        // The provider process runs in this folder, and finds the package by its own name.
        projectSettings: { name, runtime: "nodejs", main: checkout },
      },
    }),
    file: () =>
      sim.addFile({ project: "lab/run7", path: `f${Math.random().toString(36).slice(2)}.bam`, size: 1000 })
        .id,
    async stop() {
      process.env["PATH"] = PATH;
      killAllIn(home);
      await sim.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

export const declare = (name: string, file: string): FileExport =>
  new FileExport(name, { source: { file }, destination: { volume: "lab/archive", location: `${name}.bam` } });
