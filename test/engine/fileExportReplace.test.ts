import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Declared,
  errorsOf,
  fileExport,
  jobsOf,
  newPlatformStack,
  type PlatformStack,
  program,
} from "../support/platformStack";

describe("replacement", () => {
  let world: PlatformStack;
  beforeAll(async () => {
    world = await newPlatformStack();
  });
  afterAll(() => world.stop());

  it("of copies runs a new job for each changed property", async () => {
    const files = Array.from({ length: 6 }, () => world.file());
    const copies = files.map((file, i) => ({
      file,
      to: { location: `${i}.bam`, copyOnly: true, overwrite: true },
    }));
    const [source, location, volume, properties, copyOnly] = copies as [Copy, Copy, Copy, Copy, Copy];
    const declared = (all: Record<string, Copy>) =>
      program(...Object.entries(all).map(([name, { file, to }]) => fileExport(name, file, to)));
    const before = { source, location, volume, properties, copyOnly, untouched: copies[5]! };
    await world.stack.setProgram(declared(before));
    await world.stack.up();
    const old = await world.stack.resources();
    const other = world.file();
    const after = {
      source: { ...source, file: other },
      location: { ...location, to: { ...location.to, location: "elsewhere.bam" } },
      volume: { ...volume, to: { ...volume.to, volume: "lab/second" } },
      properties: { ...properties, to: { ...properties.to, properties: { awsStorageClass: "GLACIER" } } },
      copyOnly: { ...copyOnly, to: { ...copyOnly.to, copyOnly: false } },
      untouched: copies[5]!,
    };
    await world.stack.setProgram(declared(after));
    const result = await world.stack.up({ preview: true });
    expect(result.changes).toMatchObject({ replace: 5, update: 0, failed: 0 });
    expect(result.steps["untouched"]).toBe("same");
    expect(world.sim.exports()).toHaveLength(6 + 5);
    const now = await world.stack.resources();
    const jobOf = (name: string) => world.sim.exports().find((job) => job.id === now[name]!.id);
    for (const name of Object.keys(after)) expect(now[name]!.id === old[name]!.id).toBe(name === "untouched");
    expect(jobOf("source")).toMatchObject({ state: "COMPLETED", source: { file: other } });
    expect(jobOf("location")?.destination).toEqual({ volume: "lab/archive", location: "elsewhere.bam" });
    expect(jobOf("volume")?.destination).toEqual({ volume: "lab/second", location: "2.bam" });
    expect(jobOf("properties")?.properties).toMatchObject({ aws_storage_class: "GLACIER" });
    expect(jobOf("copyOnly")).toMatchObject({ state: "COMPLETED", copyOnly: false });
  });

  describe("replacement of a finished move", () => {
    const to = { location: "moved.bam", properties: { awsStorageClass: "GLACIER" } };
    let file: string;
    const declare = (source: string, change: Partial<Declared> = {}) =>
      world.stack.setProgram(program(fileExport("moved", source, { ...to, ...change })));

    beforeAll(async () => {
      file = world.file();
      await declare(file);
      await world.stack.up();
    });

    it.each([
      ["destination", { location: "x.bam" }],
      ["properties", { properties: {} }],
      ["copyOnly", { copyOnly: true }],
    ])("with another %s fails in the preview, with an explanation", async (property, change) => {
      await declare(file, change);
      const mark = world.sim.mark();
      const said = errorsOf(await world.stack.preview({ expectFailure: true }));
      const text = `${property}: file ${file} was moved to lab/archive/moved.bam by this export, and the platform can't export it again.*Restore ${property}\\.`;
      expect(said.join("\n")).toMatch(new RegExp(text));
      expect(world.sim.countSince(mark)).toBe(0);
    });

    it("with another source runs a new job", async () => {
      const other = world.file();
      await declare(other, { location: "other.bam" });
      expect((await world.stack.up({ preview: true })).changes).toMatchObject({ replace: 1, failed: 0 });
      expect(world.sim.file(other).storage).toMatchObject({ type: "VOLUME", location: "other.bam" });
    });
  });

  it("doesn't adopt an older copy that has other properties", async () => {
    const file = world.file();
    const copy = { location: "same.bam", copyOnly: true };
    await world.stack.setProgram(program(fileExport("copied", file, copy)));
    await world.stack.up();
    await world.stack.setProgram(
      program(fileExport("copied", file, { ...copy, properties: { awsStorageClass: "GLACIER" } })),
    );
    const said = errorsOf(await world.stack.up({ expectFailure: true }));
    expect(said.join("\n")).toMatch(/awsStorageClass.*overwrite: true/);
    expect(jobsOf(world.sim, file).map((job) => job.state)).toEqual(["COMPLETED", "FAILED"]);
  });
});

interface Copy {
  file: string;
  to: Declared;
}
