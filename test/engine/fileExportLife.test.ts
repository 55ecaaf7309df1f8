import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  fileExport,
  jobsOf,
  newPlatformStack,
  type PlatformStack,
  program,
  SUBMISSIONS,
} from "../support/platformStack";

const NOTHING = { create: 0, update: 0, replace: 0, delete: 0, failed: 0 };

describe("file exports in a stack", () => {
  let world: PlatformStack;
  let files: { moved: string; copied: string; child: string };

  /** A move with properties, a copy, and an export below a component that waits for the first one. */
  const declared = ({ overwrite = false, timeout = "2h" } = {}) =>
    program(
      fileExport("moved", files.moved, {
        location: "run7/moved.bam",
        properties: { sseAlgorithm: null, awsStorageClass: "STANDARD" },
      }),
      fileExport(
        "copied",
        files.copied,
        { location: "copied.bam", copyOnly: true, overwrite },
        `{ customTimeouts: { create: "${timeout}" } }`,
      ),
      `const group = new pulumi.ComponentResource("lab:index:Group", "group");`,
      fileExport("child", files.child, "child.bam", `{ parent: group, dependsOn: moved }`),
      `module.exports = { uri: moved.uri, state: copied.state, result: moved.result, properties: moved.properties };`,
    );

  beforeAll(async () => {
    world = await newPlatformStack();
    files = { moved: world.file("moved.bam"), copied: world.file(), child: world.file() };
    await world.stack.setProgram(declared());
  });
  afterAll(() => world.stop());

  it("are created with one job each, and end with it", async () => {
    const result = await world.stack.up({ preview: true });
    expect(result.changes).toEqual({ ...NOTHING, create: 4, same: 0 });
    expect(result.diagnostics).toEqual([]);
    expect(world.sim.exports().map((job) => job.state)).toEqual(["COMPLETED", "COMPLETED", "COMPLETED"]);
    expect(
      world.sim
        .objects("lab/archive")
        .map((object) => object.key)
        .sort(),
    ).toEqual(["exports/child.bam", "exports/copied.bam", "exports/run7/moved.bam"]);
    expect(world.sim.file(files.copied).storage.type).toBe("PLATFORM");
    expect(world.sim.file(files.moved).storage.type).toBe("VOLUME");
  });

  it("return outputs, including null properties", async () => {
    expect(await world.stack.outputs()).toEqual({
      uri: "s3://lab-archive/exports/run7/moved.bam",
      state: "COMPLETED",
      result: { id: files.moved, name: "moved.bam", project: "lab/run7" },
      properties: { sseAlgorithm: null, awsStorageClass: "STANDARD" },
    });
    const { moved, copied } = await world.stack.resources();
    expect(moved?.inputs).toMatchObject({ properties: { sseAlgorithm: null, awsStorageClass: "STANDARD" } });
    expect(copied?.inputs).not.toHaveProperty("properties");
    expect(jobsOf(world.sim, files.moved)[0]?.properties).toMatchObject({ sse_algorithm: null });
  });

  it("let dependents start only after the job has ended, and are grouped below their component", async () => {
    const [first, later] = [jobsOf(world.sim, files.moved)[0]!, jobsOf(world.sim, files.child)[0]!];
    expect(later.createdAt).toBeGreaterThanOrEqual(first.finishedAt!);
    const { child } = await world.stack.resources();
    expect(child?.parent).toContain("lab:index:Group::group");
    expect(child?.urn).toContain("lab:index:Group$pulumi-nodejs:dynamic/cavatica:FileExport::child");
  });

  it("make no requests when nothing has changed", async () => {
    const mark = world.sim.mark();
    const result = await world.stack.up({ preview: true, args: ["--expect-no-changes"] });
    expect(result.changes).toEqual({ ...NOTHING, same: 4 });
    expect(world.sim.countSince(mark)).toBe(0);
  });

  it("treat another overwrite or timeout as no change", async () => {
    await world.stack.setProgram(declared({ overwrite: true, timeout: "3h" }));
    const mark = world.sim.mark();
    const result = await world.stack.up({ preview: true, args: ["--expect-no-changes"] });
    expect(result.changes).toEqual({ ...NOTHING, same: 4 });
    expect(world.sim.countSince(mark)).toBe(0);
  });

  it("show no difference in a refresh, nor in a preview after it", async () => {
    const mark = world.sim.mark();
    expect((await world.stack.refresh({ args: ["--expect-no-changes"] })).diagnostics).toEqual([]);
    expect(world.sim.countSince(mark)).toBeLessThanOrEqual(6);
    expect(world.sim.countSince(mark)).toBeGreaterThan(0);
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
    const preview = await world.stack.preview({ args: ["--expect-no-changes"] });
    expect(preview.changes).toMatchObject(NOTHING);
    expect((await world.stack.resources()).moved?.outputs).toMatchObject({
      properties: { sseAlgorithm: null },
    });
  });

  it("are destroyed without any request or lost object, which is reported once", async () => {
    const mark = world.sim.mark();
    const result = await world.stack.destroy();
    expect(result.changes).toMatchObject({ delete: 4, failed: 0 });
    expect(await world.stack.resources()).toEqual({});
    expect(world.sim.countSince(mark)).toBe(0);
    expect(world.sim.objects("lab/archive")).toHaveLength(3);
    const said = result.diagnostics.filter(({ message }) => message.includes("stay on their volumes"));
    expect(said).toHaveLength(1);
  });
});
