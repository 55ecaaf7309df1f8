import { afterEach, describe, expect, it } from "vitest";
import { newPluginWorld } from "../support/pluginWorld";
import { newWorld } from "../support/world";
import type { FakeEngine } from "../support/fakeEngine";

let stop: () => Promise<void>;
afterEach(() => stop());

const inputsOf = (files: string[]) => ({
  items: files.map((file, i) => ({ source: { file }, destination: { location: `${i}.bam` } })),
  volume: "lab/archive",
});

/** Both forms of the provider, on a clock on which the first poll comes after the first line is due. */
const FORMS = {
  dynamic: async () => {
    const world = await newWorld();
    stop = () => world.stop();
    const { inputs } = await world.type("BulkFileExport").check({}, inputsOf([world.file(), world.file()]));
    return {
      engine: world.provider.engine,
      create: () => world.type("BulkFileExport").create({ ...inputs, __urn: "urn:x" }),
    };
  },
  native: async () => {
    const world = await newPluginWorld();
    stop = () => world.stop();
    const bulk = world.plugin.resource("BulkFileExport");
    const { inputs } = await bulk.check(inputsOf([world.file(), world.file()]));
    return { engine: world.plugin.engine, create: () => bulk.create(inputs) };
  },
};

const last = ({ logs }: FakeEngine): string | undefined => logs.at(-1)?.message;

describe("the lines in a resource's row", () => {
  it.each(Object.entries(FORMS))("end with the last one of the %s form", async (_form, start) => {
    const { engine, create } = await start();
    // The engine handles all lines at the same time; the one that goes on about the first item takes longer.
    engine.slowness = ({ message }) => (/^\d of 2 done/.test(message) ? 300 : 0);
    await create();
    expect(engine.logs.map(({ message }) => message)).toContainEqual(expect.stringMatching(/^\d of 2 done/));
    expect(last(engine)).toMatch(/^2 COMPLETED/);
  });
});
