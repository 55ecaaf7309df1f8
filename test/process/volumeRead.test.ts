import { describe, expect, it } from "vitest";
import { declared, failure, keys, volumeWorld } from "./volumes";

const world = volumeWorld();
const at = (name: string) => `GET /storage/volumes/lab/${name}`;

async function existing(...args: Parameters<typeof declared>) {
  const life = await world.life().create(declared(...args));
  world.fresh();
  return life;
}

describe("refresh of a Volume", () => {
  it("changes nothing if the volume is unchanged, with one request", async () => {
    const program = declared(
      "calm",
      { description: "d" },
      { prefix: "p", properties: { sseAlgorithm: "AES256" } },
    );
    const life = await existing(
      "calm",
      { description: "d" },
      { prefix: "p", properties: { sseAlgorithm: "AES256" } },
    );
    const { inputs, outs } = life;
    expect(await life.refresh()).toBe(true);
    expect(life.inputs).toEqual(inputs);
    expect(life.outs).toEqual(outs);
    expect(await life.diff(program)).toMatchObject({ changes: false });
    expect(world.asked()).toEqual([at("calm")]);
  });

  it("reads members only if some are declared", async () => {
    const life = await existing("peopled", { members: { guest: { write: true } } });
    const { outs } = life;
    await life.refresh();
    expect(life.outs).toEqual(outs);
    expect(world.asked()).toEqual([at("peopled"), `${at("peopled")}/members`]);
  });

  it.each([
    ["mode", { accessMode: "RO" as const }, { accessMode: "RO" }],
    ["text", { description: "theirs" }, { description: "theirs" }],
  ])("shows changes made elsewhere: %s", async (name, change, shown) => {
    const program = declared(name, { description: "ours" });
    const life = await existing(name, { description: "ours" });
    Object.assign(world.sim.volume(`lab/${name}`)!, change);
    await life.refresh();
    expect(life.inputs).toMatchObject(shown);
    expect(await life.diff(program)).toMatchObject({ changes: true, replaces: [] });
    await life.update(program);
    expect(world.sim.volume(`lab/${name}`)).toMatchObject({ accessMode: "RW", description: "ours" });
  });

  it("keeps the credentials, of which the platform shows half, and reports a different half as drift", async () => {
    const life = await existing("rotated");
    await life.refresh();
    expect(life.outs).toMatchObject({ service: { credentials: keys } });
    world.sim.volume("lab/rotated")!.service.credentials = { access_key_id: "AKIATHEIRS" };
    await life.refresh();
    expect(await life.diff(declared("rotated"))).toMatchObject({ changes: true, replaces: [] });
    await life.update(declared("rotated"));
    expect(world.sim.volume("lab/rotated")?.service.credentials).toEqual({ access_key_id: keys.accessKeyId });
  });

  it("shows a bucket that isn't the declared one as drift", async () => {
    const life = await existing("reborn");
    world.sim.volume("lab/reborn")!.service.bucket = "another";
    await life.refresh();
    expect(life.outs).toMatchObject({ service: { bucket: "another", credentials: keys } });
    expect(await life.diff(declared("reborn"))).toMatchObject({ changes: true, replaces: [] });
  });

  it("shows changes to declared members, and to no others", async () => {
    const members = { guest: { write: true }, other: { copy: true } };
    const life = await existing("crowd", { members });
    const now = world.sim.volume("lab/crowd")!.members;
    now.delete("other");
    now.get("guest")!.permissions = { read: true, copy: true, write: true, admin: false };
    const permissions = { read: true, copy: true, write: true, admin: true };
    now.set("outsider", { username: "outsider", type: "USER", permissions });
    await life.refresh();
    expect(life.inputs["members"]).toEqual({ guest: { read: true, copy: true, write: true, admin: false } });
    expect(await life.diff(declared("crowd", { members }))).toMatchObject({ changes: true });
    await life.update(declared("crowd", { members }));
    expect([...now.keys()].sort()).toEqual(["guest", "other", "outsider"]);
    expect(now.get("guest")?.permissions.copy).toBe(false);
  });

  it("ignores what isn't declared, and what the platform adds by itself", async () => {
    const life = await existing("modest");
    Object.assign(world.sim.volume("lab/modest")!, { description: "somebody's" });
    const { inputs } = life;
    await life.refresh();
    expect(life.inputs).toEqual(inputs);
    expect(JSON.stringify(life.outs)).not.toMatch(/exportEnabled|somebody/);
  });

  it("drops only a volume that is gone", async () => {
    const life = await existing("gone");
    await life.delete();
    expect(await life.refresh()).toBe(false);
    const closed = await existing("closed");
    world.sim.volume("lab/closed")!.owner = "other";
    expect((await failure(closed.refresh())).message).toMatch(/9020/);
    world.sim.faults.add({ kind: "expired-token", path: "/storage/volumes/lab/closed" });
    expect((await failure(closed.refresh())).message).toMatch(/401.*token/);
    world.sim.restoreToken(world.sim.token);
  });
});

describe("Volume.get", () => {
  it("returns everything that the platform shows", async () => {
    await existing("known", { description: "d" }, { prefix: "p/" });
    const { id, props } = await world.type().read("lab/known", {});
    expect(id).toBe("lab/known");
    expect(props).toMatchObject({
      name: "known",
      accessMode: "RW",
      description: "d",
      active: true,
      service: {
        type: "s3",
        bucket: "bucket-of-known",
        prefix: "p/",
        credentials: { accessKeyId: keys.accessKeyId },
      },
    });
  });
});
