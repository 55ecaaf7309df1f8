import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ANY_UNKNOWN } from "../../provider/inputs/unknowns";
import { newPluginWorld, type PluginWorld } from "../support/pluginWorld";
import { SUBMISSIONS } from "../support/platformStack";
import { CallError, type PropertyMap } from "../support/wire";

const SIGNATURE = "4dabf18193072939515e22adb298388d";

describe("the native plugin", () => {
  let world: PluginWorld;
  beforeAll(async () => {
    world = await newPluginWorld();
  });
  afterAll(() => world.stop());

  it("prints its port and nothing else, and returns version and schema", async () => {
    expect(world.plugin.lines).toEqual([expect.stringMatching(/^\d+$/)]);
    expect((await world.plugin.handshake()).getAcceptSecrets()).toBe(true);
    expect(JSON.parse(await world.plugin.schema())).toMatchObject({ name: "cavatica" });
  });

  it("handles check, create, diff, update, read and delete of an export", async () => {
    const [type, file] = [world.plugin.resource("FileExport", "life"), world.file()];
    const mark = world.sim.mark();
    const { inputs, failures } = await type.check(world.to(file, "life.bam"));
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({ overwrite: false, copyOnly: false });
    expect(world.sim.countSince(mark)).toBe(0);
    const { id, outs } = await type.create(inputs);
    expect(outs).toMatchObject({ ...inputs, state: "COMPLETED", uri: "s3://lab-archive/exports/life.bam" });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(1);
    expect(await type.diff(id, outs, inputs)).toEqual({ changes: false, replaces: [] });
    const elsewhere = {
      ...inputs,
      copyOnly: true,
      destination: { volume: "lab/archive", location: "new.bam" },
    };
    await expect(type.diff(id, outs, elsewhere)).rejects.toThrow(CallError);
    const read = await type.read(id, outs);
    expect(read).toMatchObject({ id, outs: { state: "COMPLETED" }, inputs });
    expect((await type.read(id)).inputs).toMatchObject({ source: { file } });
    const before = world.sim.mark();
    await type.delete(id, outs);
    expect(world.sim.countSince(before)).toBe(0);
  });

  it("refuses wrong inputs with the dynamic resources' message", async () => {
    const { failures } = await world.plugin.resource("FileExport").check({ source: { file: "x" } });
    expect(failures).toEqual([
      expect.stringMatching(/^source\.file: "x" must be a file's id/),
      expect.stringMatching(/^destination: is missing/),
    ]);
  });

  it("lets unknown values pass check, and answers previews without looking up unknowns", async () => {
    const type = world.plugin.resource("FileExport", "unknown");
    const mark = world.sim.mark();
    const { inputs, failures } = await type.check({ source: ANY_UNKNOWN, destination: ANY_UNKNOWN });
    expect(failures).toEqual([]);
    const { outs } = await type.create(inputs, { preview: true });
    expect(outs).toMatchObject({
      source: ANY_UNKNOWN,
      copyOnly: false,
      state: ANY_UNKNOWN,
      uri: ANY_UNKNOWN,
    });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
  });

  it("keeps the job of a create that timed out, and resumes waiting for it", async () => {
    const [type, file] = [world.plugin.resource("FileExport", "slow"), world.file()];
    const { inputs } = await type.check(world.to(file, "slow.bam"));
    const mark = world.sim.mark();
    const error = await type.create(inputs, { timeout: 3 }).catch((thrown: unknown) => thrown as CallError);
    const { partial, message } = error as CallError;
    expect(message).toContain("still");
    expect(partial).toMatchObject({
      reasons: [message],
      properties: { ...inputs, state: expect.any(String) },
    });
    const outs = await type.update(partial!.id, partial!.properties, inputs);
    expect(outs).toMatchObject({ state: "COMPLETED" });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(1);
  });

  it("keeps secret inputs secret, also in the state of a create that failed halfway", async () => {
    const type = world.plugin.resource("FileExport", "hidden");
    const sealed = (value: unknown) => ({ [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value });
    const location = sealed("hidden.bam");
    const given = { source: { file: world.file() }, destination: { volume: "lab/archive", location } };
    const { inputs, failures } = await type.check(given);
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({ destination: { volume: "lab/archive", location } });
    const error = await type.create(inputs, { timeout: 3 }).catch((thrown: unknown) => thrown as CallError);
    const { partial } = error as CallError;
    expect(partial?.properties).toMatchObject({ destination: { location } });
    expect(await type.update(partial!.id, partial!.properties, inputs)).toMatchObject({
      state: "COMPLETED",
      destination: { location },
    });
    const missing = { ...given, source: { file: "65a1f0c2e4b0a1b2c3d4e5f6" } };
    const finding = await type.create((await type.check(missing)).inputs, { preview: true }).catch(String);
    expect(finding).toMatch(/source\.file: .*\[secret\]/);
  });

  it("marks a volume's credentials as secret in every answer", async () => {
    const type = world.plugin.resource("Volume", "sealed");
    const service = {
      type: "s3",
      bucket: "bucket-sealed",
      credentials: { accessKeyId: "AKIALAB0000000000001", secretAccessKey: "first-secret-access-key" },
    };
    const given = { name: "sealed", accessMode: "RO", service };
    const isSealed = (props: PropertyMap) =>
      SIGNATURE in (props["service"] as { credentials: PropertyMap }).credentials;
    const { inputs } = await type.check(given);
    expect(isSealed(inputs)).toBe(true);
    expect(isSealed((await type.create(given, { preview: true })).outs)).toBe(true);
    const { id, outs } = await type.create(given);
    expect(isSealed(outs)).toBe(true);
    // The engine may return values wrapped or plain.
    const changed = { ...given, description: "for tests" };
    expect(isSealed(await type.update(id, outs, changed))).toBe(true);
    expect(isSealed((await type.read(id, outs)).outs)).toBe(true);
    await type.delete(id, outs);
    expect(JSON.stringify(world.plugin.logs)).not.toContain("first-secret-access-key");
  });

  it("reads an existing resource by its ID, as an import does, and reports a missing one", async () => {
    const volume = await world.plugin.resource("Volume", "got").read("lab/archive");
    expect(volume).toMatchObject({
      id: "lab/archive",
      inputs: { name: "archive", accessMode: "RW", service: { type: "s3", bucket: "lab-archive" } },
      outs: { active: true },
    });
    await expect(world.plugin.resource("Volume", "none").read("lab/none")).rejects.toThrow(
      "nothing with id lab/none is visible to this token",
    );
    await expect(world.plugin.resource("FileImport", "none").read("j".repeat(32))).rejects.toThrow(
      /nothing with id/,
    );
    await expect(world.plugin.resource("BulkFileExport", "many").read("bulk-1")).rejects.toThrow(
      "bulk-1: a bulk resource can't be looked up; look up its jobs one by one",
    );
  });

  it("takes over the state of the resources for Node.js programs", async () => {
    const [type, file] = [world.plugin.resource("FileExport", "before"), world.file()];
    const { inputs } = await type.check(world.to(file, "before.bam"));
    const { id, outs } = await type.create(inputs);
    const dynamic = { __provider: "exports.handler=…", __urn: "urn:of:before", __timeouts: { create: "1h" } };
    const before = { ...outs, ...dynamic };
    expect((await type.check(world.to(file, "before.bam"), { ...inputs, ...dynamic })).inputs).toEqual(
      inputs,
    );
    expect(await type.diff(id, before, inputs)).toEqual({ changes: false, replaces: [] });
    const read = await type.read(id, before);
    expect(read).toEqual({ id, outs, inputs });
    expect(await type.update(id, before, { ...inputs, overwrite: true })).not.toHaveProperty("__provider");
  });
});
