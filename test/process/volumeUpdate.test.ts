import { describe, expect, it } from "vitest";
import { declared, failure, keys, OTHER_SECRET, SECRET, volumeWorld } from "./volumes";

const world = volumeWorld();
const at = (name: string) => `/storage/volumes/lab/${name}`;
const fresh = { accessKeyId: "AKIALAB0000000000002", secretAccessKey: OTHER_SECRET };

/** An existing volume; requests are counted from here on. */
async function existing(...args: Parameters<typeof declared>) {
  const life = await world.life().create(declared(...args));
  world.fresh();
  return life;
}

describe("update of a Volume", () => {
  it("makes no requests to compare, and sees no change in the same program", async () => {
    const life = await existing("same", { members: { guest: { admin: true } } }, { prefix: "p/" });
    const again = declared(
      "same",
      { members: { guest: { admin: true, read: null } }, description: null },
      { prefix: "p/" },
    );
    expect(await life.diff(again)).toEqual({ changes: false, replaces: [], deleteBeforeReplace: false });
    expect(world.asked()).toEqual([]);
  });

  it.each([
    ["mode", { accessMode: "RO" }, {}, { accessMode: "RO" }],
    ["text", { description: "new" }, {}, { description: "new" }],
    ["keys", {}, { credentials: fresh }, { service: { credentials: { access_key_id: fresh.accessKeyId } } }],
    [
      "role",
      {},
      { credentials: { roleArn: "arn:aws:iam::123456789012:role/x" } },
      { service: { credentials: { role_arn: "arn:aws:iam::123456789012:role/x" } } },
    ],
    [
      "acl",
      {},
      { properties: { awsCannedAcl: "private" } },
      { service: { properties: { aws_canned_acl: "private" } } },
    ],
  ])("changes in place with one request: %s", async (name, more, service, stored) => {
    const life = await existing(name);
    const program = declared(name, more, service);
    expect(await life.diff(program)).toMatchObject({ changes: true, replaces: [] });
    await life.update(program);
    expect(world.asked()).toEqual([`PATCH ${at(name)}`]);
    expect(world.sim.volume(`lab/${name}`)).toMatchObject(stored);
    expect(life.outs).toMatchObject({ ...program, active: true });
    expect(await life.diff(program)).toMatchObject({ changes: false });
  });

  it("resets what is no longer declared", async () => {
    const life = await existing(
      "undeclared",
      { description: "d" },
      { properties: { sseAlgorithm: "aws:kms", sseAwsKmsKeyId: "k" } },
    );
    await life.update(declared("undeclared"));
    expect(world.sim.volume("lab/undeclared")).toMatchObject({
      description: "",
      service: { properties: { sse_algorithm: "AES256", sse_aws_kms_key_id: null } },
    });
    expect(life.outs).not.toHaveProperty("description");
    expect(await life.diff(declared("undeclared"))).toMatchObject({ changes: false });
  });

  it("adds, changes and removes declared members, and leaves the others alone", async () => {
    const life = await existing("members", { members: { guest: { read: true }, other: { copy: true } } });
    world.sim.addUser({ username: "third" });
    world.sim.addUser({ username: "outsider" });
    const permissions = { read: true, copy: false, write: true, admin: false };
    world.sim
      .volume("lab/members")
      ?.members.set("outsider", { username: "outsider", type: "USER", permissions });
    await life.update(declared("members", { members: { guest: { write: true }, third: {} } }));
    expect(world.asked().sort()).toEqual([
      `DELETE ${at("members")}/members/other`,
      `GET ${at("members")}/members`,
      `PATCH ${at("members")}/members/guest/permissions`,
      `POST ${at("members")}/members`,
    ]);
    const now = world.sim.volume("lab/members")!.members;
    expect([...now.keys()].sort()).toEqual(["guest", "outsider", "third"]);
    expect(now.get("guest")?.permissions).toMatchObject({ read: true, write: true });
    await life.update(declared("members"));
    expect([...now.keys()]).toEqual(["outsider"]);
  });

  it("doesn't repeat the removal of a member whose answer was lost", async () => {
    const life = await existing("left", { members: { guest: {} } });
    world.sim.faults.add({ kind: "lost-after", method: "DELETE", path: /members/, times: 1 });
    await life.update(declared("left"));
    expect(world.count(/^DELETE/)).toBe(1);
    expect(world.sim.volume("lab/left")?.members.size).toBe(0);
  });

  it.each([
    ["name", { name: "renamed" }, {}, ["name"]],
    ["type", {}, { type: "oss", endpoint: "oss-cn-beijing.aliyuncs.com" }, ["service"]],
  ])("replaces, deleting first: %s", async (what, more, service, replaces) => {
    const name = `replaced_${what}`;
    const life = await existing(name);
    const program = declared(name, { accessMode: what === "type" ? "RO" : "RW", ...more }, service);
    expect(await life.diff(program)).toEqual({ changes: true, replaces, deleteBeforeReplace: true });
    expect(world.asked()).toEqual([]);
  });

  it("reactivates what was deactivated elsewhere", async () => {
    const life = await existing("dormant");
    world.sim.volume("lab/dormant")!.active = false;
    await life.refresh();
    expect(life.outs).toMatchObject({ active: false });
    expect(await life.diff(declared("dormant"))).toMatchObject({ changes: true, replaces: [] });
    world.fresh();
    await life.update(declared("dormant"));
    expect(world.asked()).toEqual([`PATCH ${at("dormant")}`]);
    expect(world.sim.volume("lab/dormant")?.active).toBe(true);
    expect(life.outs).toMatchObject({ active: true });
  });
});

describe("a change that fails", () => {
  it("leaves the state unchanged if the platform refuses it", async () => {
    const life = await existing("refused", { accessMode: "RO" }, { bucket: "write-locked" });
    world.sim.setBucketRights("write-locked", { write: false });
    const program = declared("refused", { accessMode: "RW" }, { bucket: "write-locked", credentials: fresh });
    const { message, partial } = await failure(life.update(program));
    expect(message).toMatch(/volume lab\/refused wasn't changed: PATCH .*9002/);
    expect(message).not.toContain(OTHER_SECRET);
    expect(partial).toBeUndefined();
    expect(world.sim.volume("lab/refused")).toMatchObject({
      accessMode: "RO",
      service: { credentials: { access_key_id: keys.accessKeyId } },
    });
  });

  it("is repeated if its answer was lost, since that does no harm", async () => {
    const life = await existing("repeated");
    world.sim.faults.add({ kind: "lost-after", method: "PATCH", times: 1 });
    await life.update(declared("repeated", { description: "twice" }));
    expect(world.asked()).toEqual([`PATCH ${at("repeated")}`, `PATCH ${at("repeated")}`]);
  });

  it("keeps what was done if only part of it was, and resumes without any difference in the program", async () => {
    const life = await existing("halfway");
    const program = declared(
      "halfway",
      { description: "new", members: { nobody2: {} } },
      { credentials: fresh },
    );
    const { message, partial } = await failure(life.update(program));
    expect(message).toMatch(/members\.nobody2: .*2002/);
    expect(partial?.properties).toMatchObject({ description: "new", service: { credentials: fresh } });
    expect(partial?.properties).not.toHaveProperty("members");
    Object.assign(life, { outs: partial!.properties });
    // The user removes the member again: the program equals the state, and yet the engine has the change finished.
    const back = declared("halfway", { description: "new" }, { credentials: fresh });
    expect(await life.diff(back)).toMatchObject({ changes: false });
    world.fresh();
    await life.update(back);
    expect(world.asked()).toEqual([`GET ${at("halfway")}`, `PATCH ${at("halfway")}`]);
  });

  it("says what to do if the volume is gone", async () => {
    const life = await existing("vanished");
    world.sim.volume("lab/vanished")!.active = false;
    await life.delete();
    const { message } = await failure(life.update(declared("vanished", { description: "x" })));
    expect(message).toMatch(/volume lab\/vanished wasn't changed: .*9007.*pulumi refresh/);
  });

  it("shows no secret that the platform repeats in its answer", async () => {
    const life = await existing("echo");
    world.sim.faults.add({ kind: "500", method: "PATCH", times: 1 });
    await life.update(declared("echo", { description: SECRET }));
    expect(JSON.stringify(world.logged())).not.toContain(SECRET);
  });
});
