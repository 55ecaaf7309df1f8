import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newPlatformStack, type PlatformStack, program, SUBMISSIONS } from "../support/platformStack";

describe("values unknown in a preview", () => {
  let world: PlatformStack;
  beforeAll(async () => {
    world = await newPlatformStack();
  });
  afterAll(() => world.stop());

  const declare = (fileId: string, volume: string) =>
    program(
      `const upstream = new Dummy("upstream", { name: ${JSON.stringify(fileId + volume)}, makes: ${JSON.stringify({ fileId, volume })} });`,
      `new FileExport("file", { source: { file: upstream.made.fileId }, destination: { volume: "lab/archive", location: "file.bam" }, copyOnly: true, overwrite: true });`,
      `new FileExport("volume", { source: { file: "${fileId}" }, destination: { volume: upstream.made.volume, location: "volume.bam" }, copyOnly: true });`,
      `new FileExport("whole", { source: upstream.made.apply(({ fileId }) => ({ file: fileId })), destination: upstream.made.apply(({ volume }) => ({ volume, location: "whole.bam" })), properties: upstream.made.apply(() => ({ awsStorageClass: "GLACIER" })), copyOnly: upstream.made.apply(() => true) });`,
    );

  it("pass the preview, and the export receives them once they are known", async () => {
    const file = world.file();
    await world.stack.setProgram(declare(file, "lab/archive"));
    const preview = await world.stack.preview();
    expect(preview.steps).toEqual({ upstream: "create", file: "create", volume: "create", whole: "create" });
    // The preflight checks what is known, and nothing is written.
    expect(world.sim.requests.map(({ method }) => method)).not.toContain("PATCH");
    expect(world.sim.count(SUBMISSIONS)).toBe(0);
    expect(preview.output).toMatch(/Preflight of 3 exports: 1 to copy, 1 kB; 2 not known yet/);
    expect((await world.stack.up({ preview: true })).changes).toMatchObject({ create: 4, failed: 0 });
    expect(
      world.sim
        .objects("lab/archive")
        .map(({ location }) => location)
        .sort(),
    ).toEqual(["file.bam", "volume.bam", "whole.bam"]);
  });

  it("show a replacement if they would change an existing export", async () => {
    const file = world.file();
    await world.stack.setProgram(declare(file, "lab/second"));
    const preview = await world.stack.preview();
    expect(preview.changes.replace).toBe(4);
    expect((await world.stack.up()).changes).toMatchObject({ replace: 4, failed: 0 });
    expect(world.sim.objects("lab/second")).toHaveLength(2);
  });

  it("are checked as soon as they are known, before anything is submitted", async () => {
    await world.stack.setProgram(declare("no file id", "lab/second"));
    const mark = world.sim.mark();
    const result = await world.stack.up({ expectFailure: true });
    expect(result.output).toMatch(
      /source\.file: "no file id" must be a file's id \(24 hexadecimal characters\)/,
    );
    expect(world.sim.countSince(mark)).toBe(0);
  });
});
