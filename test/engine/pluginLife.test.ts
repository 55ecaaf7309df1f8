import { availableParallelism, loadavg } from "node:os";
import { afterEach, describe, expect, it } from "vitest";
import { areGone } from "../support/engine";
import { errorsOf, SUBMISSIONS } from "../support/platformStack";
import { processesIn } from "../support/processes";
import {
  newPluginStack,
  type PluginStack,
  type PluginStackOptions,
  yamlProject,
} from "../support/pluginStack";

const MANY = 200;

/** Slowdown factor for a busy machine: the engine writes its state for each job. */
const crowding = (): number => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());

describe("an interrupted YAML stack on the native plugin", () => {
  let world: PluginStack;
  afterEach(() => world.stop());

  const fileExport = (file: string, location: string, options = {}) => ({
    type: "cavatica:FileExport",
    properties: { source: { file }, destination: { volume: "lab/archive", location } },
    options,
  });
  async function start(
    declare: (world: PluginStack) => object,
    options: Omit<PluginStackOptions, "files"> = {},
  ): Promise<void> {
    world = await newPluginStack({ ...options, files: yamlProject({}) });
    await world.setYaml(declare(world));
  }

  it("stops within seconds of one Ctrl-C, keeps every job, and resubmits nothing", async () => {
    await start(
      ({ file }) => ({
        resources: Object.fromEntries(
          Array.from({ length: MANY }, (_, i) => [`e${i}`, fileExport(file(`${i}.bam`), `${i}.bam`)]),
        ),
      }),
      { speed: 10, sim: { jobSeconds: 150 } },
    );
    const up = world.stack.start("up", { parallel: MANY });
    await up.waitFor(() => world.sim.exports().length === MANY);
    await up.waitFor(/is RUNNING/);
    const began = Date.now();
    up.interrupt();
    expect((await up.done).exitCode).not.toBe(0);
    expect(Date.now() - began).toBeLessThan(5_000 * crowding());
    const kept = Object.values(await world.stack.resources());
    expect(new Set(kept.map(({ id }) => id))).toEqual(new Set(world.sim.exports().map(({ id }) => id)));
    const mark = world.sim.mark();
    await world.stack.up({ parallel: MANY });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
    expect(world.sim.exports()).toHaveLength(MANY);
    expect(world.sim.exports().every(({ state }) => state === "COMPLETED")).toBe(true);
  });

  it("keeps the job of a create that exceeded its customTimeouts", async () => {
    await start(
      ({ file }) => ({
        resources: { slow: fileExport(file(), "slow.bam", { customTimeouts: { create: "4s" } }) },
      }),
      { speed: 1, sim: { jobSeconds: 12 } },
    );
    const failed = await world.stack.up({ expectFailure: true });
    expect(errorsOf(failed).join("\n")).toContain("still");
    const job = (await world.stack.resources())["slow"]?.id;
    expect(job).toBe(world.sim.exports()[0]?.id);
    await world.stack.up();
    expect((await world.stack.resources())["slow"]).toMatchObject({
      id: job,
      outputs: { state: "COMPLETED" },
    });
    expect(world.sim.exports()).toHaveLength(1);
  });

  it("uses only an explicit provider's account, and never shows its token", async () => {
    await start(
      ({ sim, file }) => ({
        config: { partnerToken: { type: "string", secret: true } },
        resources: {
          partner: {
            type: "pulumi:providers:cavatica",
            properties: { endpoint: sim.url, authToken: "${partnerToken}" },
          },
          theirs: fileExport(file(), "theirs.bam", { provider: "${partner}" }),
        },
      }),
      { account: false },
    );
    await world.stack.setConfig({ partnerToken: { secret: world.sim.token } });
    await world.stack.up({ preview: true });
    expect(world.sim.exports()).toMatchObject([{ state: "COMPLETED" }]);
    expect(JSON.stringify(await world.stack.export())).not.toContain(world.sim.token);
  });

  it("leaves no process behind when the CLI is killed", async () => {
    await start(({ file }) => ({ resources: { one: fileExport(file(), "one.bam") } }), {
      speed: 1,
      sim: { jobSeconds: 600 },
    });
    const up = world.stack.start("up");
    await up.waitFor(/is (PENDING|RUNNING)/);
    const pids = processesIn(world.stack.dir)
      .filter(({ command }) => command.includes("pulumi-resource-cavatica"))
      .map(({ pid }) => pid);
    expect(pids.length).toBeGreaterThan(0);
    await up.kill();
    await expect.poll(() => areGone(pids), { timeout: 15_000 }).toBe(true);
  });
});
