import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newPlatformStack, type PlatformStack, program } from "../support/platformStack";

const credentials = { accessKeyId: "AKIALAB0000000000001", secretAccessKey: "first-secret-access-key" };
const rotated = { accessKeyId: "AKIALAB0000000000002", secretAccessKey: "second-secret-access-key" };

/** Declares a volume; `more` and `service` override its defaults. */
function volume(name: string, more: object = {}, service: object = {}, opts = "{}"): string {
  const store = { type: "s3", bucket: `bucket-${name}`, credentials, ...service };
  return `const ${name} = new Volume("${name}", ${JSON.stringify({ name, accessMode: "RW", service: store, ...more })}, ${opts});`;
}

const nothing = { create: 0, update: 0, replace: 0, delete: 0, failed: 0 };
const gcs = {
  type: "gcs",
  credentials: {
    clientEmail: "a@b",
    privateKey: "-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n",
  },
};

describe("volumes in a stack", () => {
  let world: PlatformStack;
  beforeAll(async () => {
    world = await newPlatformStack();
    world.sim.addUser({ username: "guest" });
  });
  afterAll(() => world.stop());

  const before = [
    volume("described", { description: "old" }),
    volume("keyed"),
    volume("moded"),
    volume("peopled", { members: { guest: { copy: true } } }),
    volume("stored", {}, { properties: { sseAlgorithm: null } }),
    volume("moved", {}, { prefix: "p/" }),
    volume("renamed"),
    volume("google", {}, gcs),
    `exports.ids = [described.id, google.id]; exports.active = described.active;`,
  ];

  it("are created by an up, with one request each and two for members", async () => {
    await world.stack.setProgram(program(...before));
    expect((await world.stack.preview()).changes).toMatchObject({ ...nothing, create: 8 });
    expect(world.sim.count()).toBe(0);
    expect((await world.stack.up()).changes).toMatchObject({ ...nothing, create: 8 });
    expect(world.sim.count()).toBe(8 + 2);
    expect(await world.stack.outputs()).toEqual({ ids: ["lab/described", "lab/google"], active: true });
  });

  it("need nothing more in a preview, a refresh and another preview", async () => {
    const mark = world.sim.mark();
    expect((await world.stack.preview()).changes).toMatchObject({ ...nothing, same: 8 });
    expect(world.sim.countSince(mark)).toBe(0);
    await world.stack.refresh({ args: ["--expect-no-changes"] });
    expect(world.sim.countSince(mark)).toBe(8 + 1);
    expect((await world.stack.up({ preview: true, args: ["--expect-no-changes"] })).changes).toMatchObject({
      same: 8,
    });
    expect(world.sim.countSince(mark)).toBe(8 + 1);
  });

  it("are changed in place or replaced after deletion, depending on the input", async () => {
    const after = [
      volume("described", { description: "new" }),
      volume("keyed", {}, { credentials: rotated }),
      volume("moded", { accessMode: "RO" }),
      volume("peopled", { members: { guest: { write: true } } }),
      volume("stored", {}, { properties: { sseAlgorithm: "AES256" } }),
      volume("moved", {}, { prefix: "q/" }),
      volume("renamed", { name: "renamed_2" }),
      volume("google", {}, gcs),
    ];
    await world.stack.setProgram(program(...after));
    const planned = await world.stack.preview();
    expect(planned.changes).toMatchObject({ ...nothing, update: 6, replace: 1, same: 1 });
    const mark = world.sim.mark();
    const done = await world.stack.up();
    expect(done.changes).toMatchObject({ update: 6, replace: 1, same: 1, failed: 0 });
    // Five patches in place and one of a member after a lookup; the replaced volume is checked for aliases (exports and
    // imports), deactivated, deleted and created.
    expect(world.sim.countSince(mark)).toBe(5 + 2 + 5);
    const names = world.sim.requests
      .slice(mark)
      .map(({ method, path }) => `${method} ${path.split("/")[4] ?? ""}`);
    expect(names.indexOf("DELETE renamed")).toBeLessThan(names.lastIndexOf("POST "));
    expect(world.sim.volume("lab/keyed")?.service.credentials).toEqual({
      access_key_id: rotated.accessKeyId,
    });
    expect(world.sim.volume("lab/moved")?.service.prefix).toBe("q/");
    expect(world.sim.volume("lab/renamed")).toBeUndefined();
    expect((await world.stack.resources())["renamed"]?.id).toBe("lab/renamed_2");
    await world.stack.refresh({ args: ["--expect-no-changes"] });
    expect((await world.stack.preview()).changes).toMatchObject({ ...nothing, same: 8 });
  });

  it("show changes made elsewhere, and are restored", async () => {
    Object.assign(world.sim.volume("lab/described")!, { active: false });
    Object.assign(world.sim.volume("lab/keyed")!, { accessMode: "RO" });
    world.sim.volume("lab/peopled")!.members.clear();
    const result = await world.stack.up({ args: ["--refresh"] });
    expect(result.steps).toMatchObject({
      described: "update",
      keyed: "update",
      peopled: "update",
      moded: "same",
    });
    expect(world.sim.volume("lab/described")?.active).toBe(true);
    expect(world.sim.volume("lab/keyed")?.accessMode).toBe("RW");
    expect(world.sim.volume("lab/peopled")?.members.get("guest")?.permissions.write).toBe(true);
    expect((await world.stack.preview()).changes).toMatchObject({ ...nothing, same: 8 });
  });

  it("are deactivated and deleted by a destroy, which leaves the platform's other volumes alone", async () => {
    const mark = world.sim.mark();
    expect((await world.stack.destroy()).changes).toMatchObject({ delete: 8, failed: 0 });
    // Exports and imports are searched for aliases.
    expect(world.sim.countSince(mark)).toBe(8 * 4);
    expect(["described", "keyed", "renamed_2"].map((name) => world.sim.volume(`lab/${name}`))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(world.sim.volume("lab/archive")?.active).toBe(true);
  });
});

describe("a volume that the platform refuses to mount", () => {
  it("fails naming the input to change, leaves nothing in state, and is created once that is fixed", async () => {
    const world = await newPlatformStack();
    const secret = credentials.secretAccessKey;
    world.sim.setBucketRights("bucket-absent", { exists: false });
    world.sim.setBucketRights("bucket-mistyped", { accessKey: false });
    await world.stack.setProgram(program(volume("sound"), volume("absent"), volume("mistyped")));
    const failed = await world.stack.up({ expectFailure: true, args: ["--continue-on-error"] });
    expect(failed.output).toMatch(
      /service\.bucket: volume "absent" .*404 \(code 9200\).*Check service\.bucket/,
    );
    expect(failed.output).toMatch(
      /service\.credentials\.accessKeyId: volume "mistyped" .*403 \(code 9201\).*Check service\.credentials\.accessKeyId/,
    );
    expect(failed.output).not.toContain(secret);
    expect(failed.steps).toMatchObject({ sound: "create", absent: "failed", mistyped: "failed" });
    expect(world.sim.count()).toBe(3);
    expect(Object.keys(await world.stack.resources())).not.toEqual(expect.arrayContaining(["absent"]));
    world.sim.setBucketRights("bucket-absent", { exists: true });
    world.sim.setBucketRights("bucket-mistyped", { accessKey: true });
    expect((await world.stack.up()).changes).toMatchObject({ ...nothing, create: 2, same: 1 });
    expect(world.sim.count()).toBe(5);
    await world.stop();
  });
});

describe("invalid inputs of volumes", () => {
  const secret = credentials.secretAccessKey;
  const service = JSON.stringify({ type: "s3", bucket: "b", credentials });
  it.each([
    [
      volume("bad", { name: "has-dash" }, { container: "c", credentials: { secretAccessKey: secret } }),
      [
        'name: "has-dash" must have 3 to 32 letters and digits, separated by single underscores',
        'service.container: belongs to type "azure", not to type "s3"',
        "service.credentials.accessKeyId: is missing; must be a string",
      ],
    ],
    [
      `new Volume("text", { name: "text", accessMode: "RW", service: ${JSON.stringify(service)} });`,
      ["service: (not shown) must be an object"],
    ],
    [
      `new Volume("list", { name: "list", accessMode: "RW", service: [${service}] });`,
      ["service: (not shown) must be an object"],
    ],
  ])("are reported in a preview, without their secrets: %#", async (statement, texts) => {
    const world = await newPlatformStack({ program: program(statement) });
    const { output } = await world.stack.preview({ expectFailure: true });
    for (const text of texts) expect(output).toContain(text);
    expect(output).not.toContain(secret);
    expect(world.sim.count()).toBe(0);
    await world.stop();
  });
});
