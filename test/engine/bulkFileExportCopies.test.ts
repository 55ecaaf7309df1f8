import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newPlatformStack, type PlatformStack, program, SUBMISSIONS } from "../support/platformStack";

const NOTHING = { create: 0, update: 0, replace: 0, delete: 0, failed: 0 };
const NO_CHANGES = { args: ["--expect-no-changes"] };

describe("a bulk export of copies, with each input changed in turn", () => {
  let world: PlatformStack;
  let files: string[];
  const stack = () => world.stack;

  /** Items, each given by its file's number and its location. */
  const declared = (items: [file: number, location: string][], more: object) => {
    const written = items.map(([i, location]) => ({ source: { file: files[i] }, destination: { location } }));
    const args = { items: written, volume: "lab/archive", copyOnly: true, ...more };
    return program(`new BulkFileExport("copies", ${JSON.stringify(args)});`);
  };
  const BOTH: [number, string][] = [
    [0, "a.bam"],
    [1, "b.bam"],
  ];
  const keys = (volume = "lab/archive") => world.sim.objects(volume).map(({ key }) => key);

  /** Runs `up` with this program and counts its submissions; afterwards nothing is left to do. */
  async function up(text: string) {
    await stack().setProgram(text);
    const planned = (await stack().preview()).steps;
    const mark = world.sim.mark();
    const { steps } = await stack().up();
    const submissions = world.sim.countSince(mark, SUBMISSIONS);
    expect(planned).toEqual(steps);
    expect((await stack().preview(NO_CHANGES)).changes).toMatchObject(NOTHING);
    return { step: steps["copies"], submissions };
  }

  beforeAll(async () => {
    world = await newPlatformStack();
    files = [world.file(), world.file(), world.file()];
  });
  afterAll(() => world.stop());

  it("is created", async () => {
    expect(await up(declared(BOTH, { prefix: "p/" }))).toEqual({ step: "create", submissions: 1 });
    expect(keys()).toEqual(["exports/p/a.bam", "exports/p/b.bam"]);
    await stack().refresh(NO_CHANGES);
  });

  it("treats another order, overwrite or onFailure as no change", async () => {
    const more = { prefix: "p/", overwrite: true, onFailure: "report" };
    expect(await up(declared(BOTH.toReversed(), more))).toEqual({ step: "same", submissions: 0 });
  });

  it("copies to another prefix or volume, and keeps the old copies", async () => {
    expect(await up(declared(BOTH, { prefix: "q/" }))).toEqual({ step: "update", submissions: 1 });
    const second = declared(BOTH, { volume: "lab/second" });
    expect(await up(second)).toEqual({ step: "update", submissions: 1 });
    expect(keys()).toEqual(["exports/p/a.bam", "exports/p/b.bam", "exports/q/a.bam", "exports/q/b.bam"]);
    expect(keys("lab/second")).toEqual(["exports/a.bam", "exports/b.bam"]);
  });

  it("copies only the item whose file has changed", async () => {
    const items: [number, string][] = [
      [0, "a.bam"],
      [2, "b.bam"],
    ];
    const changed = declared(items, { volume: "lab/second", overwrite: true });
    expect(await up(changed)).toEqual({ step: "update", submissions: 1 });
    expect(world.sim.objects("lab/second").map(({ file }) => file)).toEqual([files[0], files[2]]);
  });

  it("copies again with other properties", async () => {
    const more = { volume: "lab/second", overwrite: true, properties: { awsCannedAcl: "private" } };
    expect(await up(declared(BOTH, more))).toEqual({ step: "update", submissions: 1 });
    const acls = world.sim.objects("lab/second").map(({ properties }) => properties["aws_canned_acl"]);
    expect(acls).toEqual(["private", "private"]);
  });

  it("moves the files as a replacement resource when copyOnly is removed", async () => {
    const more = { volume: "lab/second", overwrite: true, copyOnly: false };
    const { step, submissions } = await up(declared(BOTH, more));
    expect(step).toMatch(/replace/);
    expect(submissions).toBe(1);
    expect(files.map((id) => world.sim.file(id).storage.type)).toEqual(["VOLUME", "VOLUME", "PLATFORM"]);
  });

  it("is destroyed without any request and without deleting an object", async () => {
    const before = keys("lab/second");
    const mark = world.sim.mark();
    expect((await stack().destroy()).changes).toMatchObject({ delete: 1, failed: 0 });
    expect(world.sim.countSince(mark)).toBe(0);
    expect(keys("lab/second")).toEqual(before);
  });
});
