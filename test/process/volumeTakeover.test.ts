import { describe, expect, it } from "vitest";
import { declared, failure, keys, volumeWorld } from "./volumes";

const CREATE = "POST /storage/volumes";
const world = volumeWorld();

describe("a lost answer", () => {
  const LOOK = ["GET /user", "GET /storage/volumes/lab/"];

  it("is followed by a lookup, and what the call created is adopted", async () => {
    world.sim.faults.add({ kind: "lost-after", method: "POST", path: "/storage/volumes", times: 1 });
    const { id } = await world.life().create(declared("answered_late"));
    expect(id).toBe("lab/answered_late");
    const look = `${LOOK[1]}answered_late`;
    expect(world.asked()).toEqual([CREATE, LOOK[0], look, "PATCH /storage/volumes/lab/answered_late"]);
  });

  it("is followed by another submission if the lookup finds nothing", async () => {
    world.sim.faults.add({ kind: "lost-before", method: "POST", path: "/storage/volumes", times: 1 });
    await world.life().create(declared("not_sent"));
    expect(world.asked()).toEqual([CREATE, LOOK[0], `${LOOK[1]}not_sent`, CREATE]);
  });

  it("leaves nothing in state if no answer comes at all", async () => {
    world.sim.faults.add({ kind: "502", method: "POST", path: "/storage/volumes" });
    const { partial, message } = await failure(world.life().create(declared("unclear")));
    expect(partial).toBeUndefined();
    expect(message).toMatch(
      /volume "unclear" on s3 bucket bucket-of-unclear: no clear response .* it may or may not exist .*takes the volume over/,
    );
    // Each submission is followed by a lookup before the next one.
    expect(world.count(CREATE)).toBe(8);
    expect(world.count(`${LOOK[1]}unclear`)).toBe(8);
  });

  it("to a member's addition is followed by a lookup too", async () => {
    world.sim.faults.add({ kind: "lost-after", method: "POST", path: /members$/, times: 1 });
    await world.life().create(declared("member_late", { members: { guest: {} } }));
    expect(world.count(/^POST .*members$/)).toBe(1);
    expect(world.count(/^GET .*members$/)).toBe(2);
  });
});

describe("a name that is taken", () => {
  it("by the same bucket and prefix: the volume is adopted and changed as declared", async () => {
    world.sim.addVolume({ name: "before", bucket: "bucket-of-before", accessMode: "RO", active: false });
    const program = declared("before", { description: "ours", members: { guest: { copy: true } } });
    const { id, outs } = await world.life().create(program);
    expect(id).toBe("lab/before");
    expect(outs).toMatchObject({ active: true, accessMode: "RW" });
    expect(world.sim.volume("lab/before")).toMatchObject({
      accessMode: "RW",
      active: true,
      description: "ours",
      service: { credentials: { access_key_id: keys.accessKeyId } },
    });
    expect(world.sim.volume("lab/before")?.members.get("guest")?.permissions.copy).toBe(true);
    await expect
      .poll(world.logged)
      .toContainEqual(
        expect.stringContaining(
          "volume lab/before already exists, with the same bucket and prefix; it is taken over",
        ),
      );
  });

  it("by the same bucket and prefix: undeclared settings are kept", async () => {
    world.sim.addVolume({
      name: "described",
      bucket: "bucket-of-described",
      members: { other: { write: true } },
    });
    Object.assign(world.sim.volume("lab/described")!, { description: "theirs" });
    await world.life().create(declared("described", { members: { guest: {} } }));
    expect(world.sim.volume("lab/described")).toMatchObject({ description: "theirs" });
    expect([...world.sim.volume("lab/described")!.members.keys()]).toEqual(["other", "guest"]);
  });

  it("by another bucket or prefix: nothing is changed, and both are named", async () => {
    world.sim.addVolume({ name: "elsewhere", bucket: "lab-other", prefix: "p/" });
    const { message, partial } = await failure(world.life().create(declared("elsewhere")));
    expect(message).toBe(
      "name: volume lab/elsewhere already exists, on s3 bucket lab-other below p/ instead of s3 bucket " +
        "bucket-of-elsewhere. Give this one another name, or declare the existing one's bucket and prefix to take it over.",
    );
    expect(partial).toBeUndefined();
    expect(world.count(/^PATCH/)).toBe(0);
  });

  it("by another user doesn't matter: a volume of that name is created", async () => {
    world.sim.addVolume({
      name: "theirs",
      owner: "other",
      bucket: "bucket-of-theirs",
      members: { lab: { admin: true } },
    });
    expect((await world.life().create(declared("theirs"))).id).toBe("lab/theirs");
  });

  it("isn't kept in state if the volume can't be changed as declared", async () => {
    world.sim.addVolume({ name: "stubborn", bucket: "locked", accessMode: "RO" });
    world.sim.setBucketRights("locked", { write: false });
    const { message, partial } = await failure(
      world.life().create(declared("stubborn", {}, { bucket: "locked" })),
    );
    expect(message).toMatch(
      /service\.bucket: volume lab\/stubborn already exists and can't be changed to what is declared: .*9002/,
    );
    expect(partial).toBeUndefined();
    expect(world.sim.volume("lab/stubborn")).toMatchObject({ accessMode: "RO" });
  });
});
