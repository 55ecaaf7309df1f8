import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  fileExport,
  newPlatformStack,
  type PlatformStack,
  program,
  SUBMISSIONS,
} from "../support/platformStack";

const volume = (
  type: string,
) => `new Volume("mounted", { name: "mounted", accessMode: "RW", service: { type: "${type}",
  bucket: "lab-mounted", credentials: { accessKeyId: "AKIALAB0000000000001", secretAccessKey: "secret-access-key" } } });`;

describe("names and spellings that the platform uses", () => {
  let world: PlatformStack;
  let source: (type: string) => string;
  beforeAll(async () => {
    world = await newPlatformStack();
    world.sim.addVolume({ name: "my-volume", bucket: "lab-dashed" });
    const to = { volume: "lab/my-volume", location: "a.bam", properties: { objectLockMode: "GOVERNANCE" } };
    const file = world.file();
    source = (type) => program(volume(type), fileExport("a", file, to), "exports.uri = a.uri;");
    await world.stack.setProgram(source("S3"));
  });
  afterAll(() => world.stop());

  it("a preview warns of an unknown setting once, and reports nothing else", async () => {
    const { changes, diagnostics } = await world.stack.preview();
    expect(changes).toMatchObject({ create: 2, failed: 0 });
    const warnings = diagnostics
      .filter(({ severity }) => severity === "warning")
      .map(({ message }) => message);
    expect(warnings).toEqual([
      expect.stringMatching(/^properties: objectLockMode is unknown to this version/),
    ]);
  });

  it("an up exports to a volume with a dash in its name, and mounts one of type S3", async () => {
    expect((await world.stack.up()).changes).toMatchObject({ create: 2, failed: 0 });
    expect(await world.stack.outputs()).toEqual({ uri: "s3://lab-dashed/a.bam" });
    expect(world.sim.exports()).toMatchObject([{ properties: { object_lock_mode: "GOVERNANCE" } }]);
    expect(world.sim.count(SUBMISSIONS)).toBe(1);
  });

  it("nothing is left to do, after a refresh and with the type in lower case too", async () => {
    expect((await world.stack.up()).changes).toMatchObject({ same: 2 });
    await world.stack.refresh({ args: ["--expect-no-changes"] });
    await world.stack.setProgram(source("s3"));
    expect((await world.stack.preview()).changes).toMatchObject({ same: 2 });
  });

  it("a destroy removes it all", async () => {
    expect((await world.stack.destroy()).changes).toMatchObject({ delete: 2, failed: 0 });
  });
});
