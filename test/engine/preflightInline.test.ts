import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import * as automation from "@pulumi/pulumi/automation";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type * as cavatica from "../../provider";
import { type Simulator, startSimulator } from "../../simulator";
import { cliFolder, isolation } from "../support/cli";
import { checkout, newProject, removeProject } from "../support/project";

/** The built package, as programs import it after installing it. */
const { FileExport } = createRequire(join(checkout, "_"))("pulumi-cavatica") as typeof cavatica;

describe("an inline program run by the Automation API", () => {
  let sim: Simulator;
  let dir: string;
  beforeAll(async () => {
    sim = await startSimulator();
    sim.addVolume({ name: "archive" });
    dir = await newProject({ "package.json": JSON.stringify({ name: "inline", private: true }) });
    await mkdir(join(dir, ".state"));
    const cli = await cliFolder();
    const account = { SB_API_ENDPOINT: sim.url, SB_AUTH_TOKEN: sim.token };
    const path = [cli, process.env["PATH"]].join(delimiter);
    for (const [name, value] of Object.entries({
      ...isolation(cli, join(dir, ".state")),
      ...account,
      PATH: path,
    }))
      vi.stubEnv(name, value);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await removeProject(dir);
    await sim.close();
  });

  const stackOf = (stackName: string, file: string) =>
    automation.LocalWorkspace.createStack(
      {
        stackName,
        projectName: "inline",
        // eslint-disable-next-line @typescript-eslint/require-await
        program: async () => {
          const destination = { volume: "lab/archive", location: `${stackName}.bam` };
          const { uri } = new FileExport(stackName, { source: { file }, destination });
          return { uri };
        },
      },
      { workDir: dir },
    );

  it("isn't disconnected before its preflight ends, and fails because of it", async () => {
    const stack = await stackOf("gone", "65a1f0c20000000000dead01");
    const output: string[] = [];
    await expect(stack.preview({ onOutput: (text) => output.push(text) })).rejects.toThrow();
    expect(output.join("")).toMatch(/error: source.file: 65a1f0c20000000000dead01 can't be read/);
    expect(output.join("")).toMatch(/1 of 1 export will fail as declared/);
  });

  it("passes if the preflight finds nothing", async () => {
    const { id } = sim.addFile({ project: "lab/run7", path: "a.bam" });
    const stack = await stackOf("fine", id);
    expect((await stack.preview()).stdout).toMatch(/Preflight of 1 export: 1 to move \(one way\)/);
    expect(sim.exports()).toEqual([]);
  });
});
