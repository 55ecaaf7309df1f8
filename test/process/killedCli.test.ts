import { afterEach, describe, expect, it, vi } from "vitest";
import { importOf } from "../support/imports";
import { newPluginWorld } from "../support/pluginWorld";
import { newWorld } from "../support/world";
import type { Simulator } from "../../simulator";

const WRITES = /^(POST|PUT|PATCH|DELETE) (?!\/bulk\/.*\/get$)/;

let stop: () => Promise<void>;
afterEach(() => stop());

/** Both forms of the provider, each with the simulated CLI that started it. */
const FORMS = {
  dynamic: async () => {
    const world = await newWorld();
    stop = () => world.stop();
    const { provider, sim } = world;
    return { sim, process: provider, create: () => world.type("FileImport").create(importOf("a.bam")) };
  },
  native: async () => {
    const world = await newPluginWorld();
    stop = () => world.stop();
    const { plugin, sim } = world;
    const imports = plugin.resource("FileImport", "a");
    return { sim, process: plugin, create: () => imports.create(importOf("a.bam")) };
  },
};

/** The first look is under way, and what follows it would be the submission. */
const firstRequest = (sim: Simulator) => vi.waitFor(() => expect(sim.requests).not.toHaveLength(0));

// Each waits for the process to notice, which takes it up to eight seconds: two checks, so that a busy machine isn't taken for it.
describe("a provider process whose CLI was killed", () => {
  it.each(Object.entries(FORMS))("of the %s form submits nothing any more", async (_form, start) => {
    const { sim, process, create } = await start();
    const look = sim.faults.add({ kind: "slow", method: "GET", ms: 500 });
    const creating = create();
    creating.catch(() => undefined);
    await firstRequest(sim);
    process.engine.stop();
    await process.exited;
    await expect(creating).rejects.toThrow();
    expect(look.struck).toBeGreaterThan(0);
    expect(sim.count(WRITES)).toBe(0);
  });
});
