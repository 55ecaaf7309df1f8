import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type DeclaredImport,
  fileImport,
  newPlatformStack,
  type PlatformStack,
  program,
} from "../support/platformStack";

const IMPORTS = /^POST (\/bulk)?\/storage\/imports(\/create)?$/;
const NOTHING = { create: 0, update: 0, replace: 0, delete: 0, failed: 0 };

describe("file imports in a stack", () => {
  let world: PlatformStack;
  let inbox: string;

  /** One import into a project, one into a folder under its own name, and one of a whole folder. */
  const declared = (plain: Partial<DeclaredImport> = {}) =>
    program(
      fileImport("plain", { location: "one/plain.bam", ...plain }),
      fileImport("named", { location: "named.bam", destination: { parent: inbox, name: "other.bam" } }),
      fileImport("tree", "tree/"),
      `module.exports = { file: plain.file, result: named.result, uri: plain.uri, tree: tree.result };`,
    );
  const outputs = () =>
    world.stack.outputs() as Promise<{ file: string; result: { id: string }; tree: { id: string } }>;
  const locations = () =>
    world.sim
      .objects("lab/archive")
      .map(({ location }) => location)
      .sort();
  const OBJECTS = ["named.bam", "one/plain.bam", "tree/a.bam", "tree/deep/b.bam", "two/plain.bam"];

  beforeAll(async () => {
    world = await newPlatformStack();
    for (const location of OBJECTS) world.sim.addObject("lab/archive", location);
    for (const project of ["lab/run8", "lab/run9"]) world.sim.addProject(project);
    inbox = world.sim.file(world.sim.addFile({ project: "lab/run8", path: "inbox/note.txt" }).id).parent!;
    await world.stack.setProgram(declared());
  });
  afterAll(() => world.stop());

  it("create their aliases with shared submissions", async () => {
    const result = await world.stack.up({ preview: true });
    expect(result.diagnostics).toEqual([]);
    expect(result.changes).toEqual({ ...NOTHING, create: 3, same: 0 });
    const { file, result: named, tree } = await outputs();
    expect(world.sim.file(file)).toMatchObject({
      name: "plain.bam",
      project: "lab/run8",
      storage: { type: "VOLUME", volume: "lab/archive", location: "one/plain.bam" },
    });
    expect(world.sim.file(named.id)).toMatchObject({ name: "other.bam", parent: inbox });
    expect(world.sim.file(tree.id)).toMatchObject({ name: "tree", type: "folder" });
    // On the fast clock, the time for collecting submissions is short.
    expect(world.sim.count(IMPORTS)).toBeLessThanOrEqual(3);
    expect(world.sim.count(IMPORTS)).toBeGreaterThan(0);
    // Six of them are the preflight's lookups: the volume, the user, the names in two folders, two objects.
    expect(world.sim.requests.length).toBeLessThanOrEqual(17);
    expect(world.sim.requests.length).toBeGreaterThan(0);
  });

  it("make no requests when nothing has changed", async () => {
    const mark = world.sim.mark();
    const result = await world.stack.up({ preview: true, args: ["--expect-no-changes"] });
    expect(result.changes).toEqual({ ...NOTHING, same: 3 });
    expect(world.sim.countSince(mark)).toBe(0);
  });

  it("show no difference in a refresh with one request, nor in a preview after it", async () => {
    const mark = world.sim.mark();
    expect((await world.stack.refresh({ args: ["--expect-no-changes"] })).diagnostics).toEqual([]);
    expect(world.sim.countSince(mark)).toBe(1);
    expect((await world.stack.preview({ args: ["--expect-no-changes"] })).changes).toMatchObject(NOTHING);
  });

  it("treat settings that only matter at import time as no change", async () => {
    await world.stack.setProgram(declared({ overwrite: true, autorename: true }));
    expect((await world.stack.up({ args: ["--expect-no-changes"] })).changes).toMatchObject(NOTHING);
    await world.stack.setProgram(declared());
  });

  it("are renamed in place", async () => {
    const before = await outputs();
    await world.stack.setProgram(declared({ destination: { project: "lab/run8", name: "renamed.bam" } }));
    const mark = world.sim.mark();
    expect((await world.stack.up({ preview: true })).steps).toMatchObject({ plain: "update" });
    expect(world.sim.countSince(mark)).toBe(1);
    expect((await outputs()).file).toBe(before.file);
    expect(world.sim.file(before.file).name).toBe("renamed.bam");
  });

  it("create a new alias for another project or object, and remove the old one", async () => {
    const before = await outputs();
    await world.stack.setProgram(declared({ destination: { project: "lab/run9" } }));
    expect((await world.stack.up({ preview: true })).changes).toMatchObject({ replace: 1, failed: 0 });
    const moved = await outputs();
    expect(world.sim.file(moved.file)).toMatchObject({ project: "lab/run9", name: "plain.bam" });
    expect(world.sim.hasFile(before.file)).toBe(false);

    // The new alias has the same name in the same folder, so the old one has to be deleted first.
    const change = { location: "two/plain.bam", destination: { project: "lab/run9" } };
    await world.stack.setProgram(declared(change));
    expect((await world.stack.up({ preview: true })).changes).toMatchObject({ replace: 1, failed: 0 });
    expect(world.sim.file((await outputs()).file).storage).toMatchObject({ location: "two/plain.bam" });
    expect(world.sim.hasFile(moved.file)).toBe(false);
    await world.stack.setProgram(declared());
    await world.stack.up();
  });

  it("show a changed name in a refresh, and restore the declared one", async () => {
    const { file } = await outputs();
    const renaming = await fetch(`${world.sim.url}/files/${file}`, {
      method: "PATCH",
      headers: { "X-SBG-Auth-Token": world.sim.token, "Content-Type": "application/json" },
      body: JSON.stringify({ name: "drifted.bam" }),
    });
    expect(renaming.ok).toBe(true);
    expect((await world.stack.refresh()).changes).toMatchObject({ update: 1 });
    expect((await world.stack.preview()).steps).toMatchObject({ plain: "update" });
    await world.stack.up({ args: ["--refresh"] });
    expect(world.sim.file(file).name).toBe("plain.bam");
  });

  it("are repeated if their files were deleted meanwhile", async () => {
    const { file } = await outputs();
    world.sim.removeFile(file);
    expect((await world.stack.refresh()).changes).toMatchObject({ delete: 1 });
    expect((await world.stack.up()).steps).toMatchObject({ plain: "create", named: "same" });
    expect(world.sim.hasFile((await outputs()).file)).toBe(true);
  });

  it("are destroyed with their aliases and folders, but no object", async () => {
    const { file, result, tree } = await outputs();
    expect((await world.stack.destroy()).changes).toMatchObject({ delete: 3, failed: 0 });
    expect([file, result.id, tree.id].filter((id) => world.sim.hasFile(id))).toEqual([]);
    expect(world.sim.hasFile(inbox)).toBe(true);
    expect(locations()).toEqual(OBJECTS);
  });
});
