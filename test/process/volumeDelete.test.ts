import { describe, expect, it } from "vitest";
import type { NewFile } from "../../simulator";
import { declared, failure, volumeWorld } from "./volumes";

const world = volumeWorld();
const at = (name: string) => `/storage/volumes/lab/${name}`;

async function existing(...args: Parameters<typeof declared>) {
  const life = await world.life().create(declared(...args));
  world.fresh();
  return life;
}

const alias = (volume: string, path: string, more: Partial<NewFile> = {}) =>
  world.sim.addFile({ project: "lab/run7", path, storage: { volume, location: path }, ...more }).id;

/** A job started by another user, through the API, so that it is listed. */
async function startExport(volume: string): Promise<{ file: string; job: string }> {
  const file = world.sim.addFile({ project: "lab/run7", path: `to-${volume.replace("/", "-")}.bam` }).id;
  world.sim.stickFile(file);
  const answer = await fetch(`${world.sim.url}/storage/exports`, {
    method: "POST",
    headers: { "X-SBG-Auth-Token": world.sim.token, "Content-Type": "application/json" },
    body: JSON.stringify({ source: { file }, destination: { volume, location: "a.bam" } }),
  });
  return { file, job: ((await answer.json()) as { id: string }).id };
}

/** The searches for aliases of its objects, and after a refusal for running jobs. */
const LOOK = ["GET /storage/exports", "GET /storage/imports"];

describe("delete of a Volume", () => {
  it("deactivates, then deletes, and the objects remain", async () => {
    const life = await existing("over");
    world.sim.addObject("lab/over", "a.bam");
    await life.delete();
    expect(world.asked()).toEqual([...LOOK, `PATCH ${at("over")}`, `DELETE ${at("over")}`]);
    expect(world.sim.volume("lab/over")).toBeUndefined();
    world.sim.addVolume({ name: "witness", bucket: "bucket-of-over" });
    expect(world.sim.objects("lab/witness")).toHaveLength(1);
  });

  it("succeeds if the volume is already gone", async () => {
    const life = await existing("twice");
    await life.delete();
    world.fresh();
    await life.delete();
    expect(world.asked()).toEqual([...LOOK, `PATCH ${at("twice")}`]);
  });

  it("looks up the volume after a lost answer instead of deleting again", async () => {
    const life = await existing("late");
    world.sim.faults.add({ kind: "lost-after", method: "DELETE", times: 1 });
    await life.delete();
    const calls = [`PATCH ${at("late")}`, `DELETE ${at("late")}`, `GET ${at("late")}`];
    expect(world.asked()).toEqual([...LOOK, ...calls]);
  });

  it("deletes again if the lookup still finds it", async () => {
    const life = await existing("stays");
    world.sim.faults.add({ kind: "lost-before", method: "DELETE", times: 1 });
    await life.delete();
    expect(world.count(`DELETE ${at("stays")}`)).toBe(2);
    expect(world.sim.volume("lab/stays")).toBeUndefined();
  });

  it("is refused while jobs run on it, which are named, and leaves the volume unchanged", async () => {
    const life = await existing("busy");
    const { file, job } = await startExport("lab/busy");
    world.fresh();
    const { message } = await failure(life.delete());
    expect(message).toMatch(
      new RegExp(
        `volume lab/busy can't be deactivated, which is required before its deletion: .*409.*Still running on it: export ${job} ` +
          `of file ${file}\\. Wait until they have ended.*retainOnDelete: true.*stays as it is, and in state\\.`,
      ),
    );
    expect(world.sim.volume("lab/busy")?.active).toBe(true);
    expect(world.count(/force/)).toBe(0);
    expect(world.sim.requests.every(({ query }) => !query.includes("force"))).toBe(true);
    expect(world.asked()).toEqual([...LOOK, `PATCH ${at("busy")}`, ...LOOK]);
  });

  it("doesn't start while files are aliases of its objects, which are named, and never deactivates it", async () => {
    const life = await existing("aliased");
    const { file } = await startExport("lab/aliased");
    world.sim.unstick(file);
    await expect
      .poll(() => world.sim.exports().find((each) => each.source.file === file)?.state)
      .toBe("COMPLETED");
    world.fresh();
    const { message } = await failure(life.delete());
    expect(message).toMatch(
      new RegExp(
        `volume lab/aliased isn't deleted\\. These files are aliases of objects on it: ${file} \\(to-lab-aliased.bam ` +
          `in lab/run7\\)\\. Delete them from their projects first \\(the objects in the bucket stay\\)\\. .*declare that one under another name.*` +
          `retainOnDelete.*The volume stays as it is, and in state\\.`,
      ),
    );
    expect(world.sim.volume("lab/aliased")?.active).toBe(true);
    expect(world.asked()).toEqual([...LOOK, "POST /bulk/files/get"]);
    await life.refresh();
    expect(await life.diff(declared("aliased"))).toMatchObject({ changes: false });
    world.sim.removeFile(file);
    await life.delete();
    expect(world.sim.volume("lab/aliased")).toBeUndefined();
  });

  it("says where to look if the aliases aren't visible", async () => {
    const life = await existing("hidden");
    alias("lab/hidden", "x.bam");
    expect((await failure(life.delete())).message).toMatch(
      /Files that were exported to it or imported from it, including other users', are aliases of objects on it\. Delete/,
    );
  });

  it("reports that the volume can't be reactivated, which the next run does", async () => {
    const life = await existing("asleep");
    const file = alias("lab/asleep", "y.bam");
    world.sim.faults.add({ kind: "expired-token", method: "PATCH", after: 1, times: 1 });
    const { message } = await failure(life.delete());
    expect(message).toMatch(
      /stays in state, but inactive, because it couldn't be reactivated \(.*401.*the next `pulumi up` activates it/,
    );
    world.sim.restoreToken(world.sim.token);
    world.sim.faults.clear();
    await life.refresh();
    expect(await life.diff(declared("asleep"))).toMatchObject({ changes: true });
    expect(world.sim.hasFile(file)).toBe(true);
  });
});
