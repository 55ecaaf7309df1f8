import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as index from "../../provider";
import { record, recordings, restore, type Restored } from "../support/recordedState";

const toRecord = process.env.PULUMI_CAVATICA_RECORD;
if (toRecord) it(`records the state of ${toRecord}`, () => record(toRecord));

const NO_CHANGES = ["--expect-no-changes"];
const WRITES = /^(POST|PATCH|PUT|DELETE) (?!\/bulk\/.*\/get$)/;

/** One change of each kind that can be made in place without a job. They stand in the program of every version. */
const CHANGES = [
  ['description: "Recorded"', 'description: "Changed"'],
  ['name: "back.cram"', 'name: "again.cram"'],
  ['items: [{ source: { location: "1.cram" } }, ', "items: ["],
] as const;

async function changedProgram(version: string): Promise<string> {
  const program = await readFile(join(recordings, version, "index.js"), "utf8");
  return CHANGES.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, program);
}

describe.skipIf(toRecord).each(readdirSync(recordings))("state written by %s", (version) => {
  let world: Restored;
  beforeAll(async () => {
    world = await restore(version);
  });
  afterAll(() => world.stop());

  it("contains no stack traces", async () => {
    expect(JSON.stringify(await world.stack.export())).not.toMatch(/stackTrace|sourcePosition/);
  });

  it("shows no change under this version, and causes no requests", async () => {
    const mark = world.sim.mark();
    await world.stack.preview({ args: NO_CHANGES });
    expect(world.sim.countSince(mark)).toBe(0);
  });

  it("is unchanged by a refresh, and a preview after it shows no change", async () => {
    const mark = world.sim.mark();
    expect((await world.stack.refresh({ args: NO_CHANGES })).diagnostics).toEqual([]);
    await world.stack.up({ args: NO_CHANGES });
    expect(world.sim.countSince(mark, WRITES)).toBe(0);
  });

  it("is changed in place, and nothing else is changed with it", async () => {
    const mark = world.sim.mark();
    const imported = (await world.stack.resources())["back"]?.outputs?.["file"] as string;
    const removed = world.sim.imports().find(({ source }) => source.location === "many/1.cram")!.result!.id;
    await world.stack.setProgram(await changedProgram(version));
    expect((await world.stack.up()).changes).toMatchObject({ update: CHANGES.length, failed: 0 });
    expect(world.sim.volume("lab/cold")).toMatchObject({ description: "Changed" });
    expect(world.sim.file(imported).name).toBe("again.cram");
    expect(world.sim.hasFile(removed)).toBe(false);
    expect(world.sim.countSince(mark, WRITES)).toBe(CHANGES.length);
    await world.stack.preview({ args: NO_CHANGES });
  });

  it("can be destroyed", async () => {
    expect((await world.stack.destroy()).changes).toMatchObject({ failed: 0 });
    expect(await world.stack.resources()).toEqual({});
    expect(world.sim.volume("lab/cold")).toBeUndefined();
  });
});

describe.skipIf(toRecord)("the recorded states", () => {
  it("contain every resource type of the package", async () => {
    const states = await Promise.all(
      readdirSync(recordings).map(
        (version) => import(`${recordings}/${version}/state.json`) as Promise<object>,
      ),
    );
    const classes = Object.values<unknown>(index).filter(
      (value): value is { name: string } =>
        typeof value === "function" && value.prototype instanceof pulumi.CustomResource,
    );
    const text = JSON.stringify(states);
    for (const { name } of classes.filter(({ name }) => name !== "Provider"))
      expect(text).toContain(`"pulumi-nodejs:dynamic/cavatica:${name}"`);
  });
});
