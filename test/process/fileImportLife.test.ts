import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failing } from "../support/failing";
import { importOf } from "../support/imports";
import { MiniEngine } from "../support/miniEngine";
import type { PropertyMap } from "../support/providerProcess";
import { newWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await newWorld({ speed: 200 });
  for (const project of ["lab/run8", "lab/run9"]) world.sim.addProject(project);
});
afterAll(() => world.stop());

const type = () => world.type("FileImport");

async function made(location: string, more: PropertyMap = {}) {
  world.sim.addObject("lab/archive", location);
  const inputs = importOf(location, more);
  const { id, outs } = await type().create(inputs);
  return { id, outs, inputs, file: outs.file as string };
}

const renamed = (file: string, name: string) =>
  fetch(`${world.sim.url}/files/${file}`, {
    method: "PATCH",
    headers: { "X-SBG-Auth-Token": world.sim.token, "Content-Type": "application/json" },
    body: JSON.stringify({ name }),
  });

describe("read of a FileImport", () => {
  it("returns what is in state, and inputs with input keys only, with one request", async () => {
    const { id, outs, inputs } = await made("same.bam");
    const mark = world.sim.mark();
    expect(await type().read(id, outs)).toEqual({ id, props: outs, inputs });
    expect(world.sim.countSince(mark)).toBe(1);
  });

  it("shows a changed name, and the next up restores the declared one", async () => {
    const { id, outs, inputs, file } = await made("drift.bam");
    await renamed(file, "elsewhere.bam");
    const { props, inputs: now } = await type().read(id, outs);
    expect(now).toMatchObject({ destination: { project: "lab/run8", name: "elsewhere.bam" } });
    expect(await type().diff(id, props, inputs)).toMatchObject({ changes: true, replaces: [] });
    const updated = await type().update(id, props, inputs);
    expect(updated.outs).toEqual(outs);
    expect(world.sim.file(file).name).toBe("drift.bam");
  });

  it("doesn't treat the name that the platform assigned as drift", async () => {
    world.sim.addFile({ project: "lab/run8", path: "auto.bam" });
    const { id, outs, inputs } = await made("auto.bam", { autorename: true });
    expect(outs.result).toMatchObject({ name: "_1_auto.bam" });
    expect((await type().read(id, outs)).inputs).toEqual(inputs);
  });

  it("shows another project or another object, which the next up replaces", async () => {
    const { id, outs, inputs, file } = await made("moved.bam");
    const record = world.sim.file(file);
    Object.assign(record, { project: "lab/run9", storage: { ...record.storage, location: "other.bam" } });
    const { props, inputs: now } = await type().read(id, outs);
    expect(now).toMatchObject({ source: { location: "other.bam" }, destination: { project: "lab/run9" } });
    const diff = await type().diff(id, props, inputs);
    expect(diff.replaces.sort()).toEqual(["destination", "source"]);
  });

  it("drops only the one whose alias was deleted", async () => {
    const { id, outs, file } = await made("deleted.bam");
    world.sim.revokeToken(world.sim.token);
    await expect(type().read(id, outs)).rejects.toThrow(/90001/);
    world.sim.restoreToken(world.sim.token);
    world.sim.removeFile(file);
    expect((await type().read(id, outs)).id).toBe("");
  });

  it("returns everything about an existing job for FileImport.get, and fails if there is none", async () => {
    const { id, outs, file } = await made("got.bam", {
      destination: { project: "lab/run8", name: "named.bam" },
    });
    const got = await type().read(id, {});
    expect(got.props).toMatchObject({ state: "COMPLETED", file, uri: outs.uri, result: outs.result });
    expect(got.inputs).toEqual({
      source: { volume: "lab/archive", location: "got.bam" },
      destination: { project: "lab/run8", name: "named.bam" },
      overwrite: false,
      autorename: false,
    });
    await expect(type().read("0".repeat(32), {})).rejects.toThrow(/nothing with id 0{32}/);
    await expect(type().read("alias-x", {})).rejects.toThrow(/give an import job's id/);
  });
});

describe("update of a FileImport", () => {
  it("renames in place, and sends nothing for settings that only matter at import time", async () => {
    const { id, outs, inputs, file } = await made("u.bam");
    const news = { ...inputs, destination: { project: "lab/run8", name: "v.bam" } };
    const mark = world.sim.mark();
    const { outs: now } = await type().update(id, outs, news);
    expect(now).toMatchObject({ file, result: { id: file, name: "v.bam" }, destination: news.destination });
    expect(world.sim.countSince(mark)).toBe(1);
    expect(await type().diff(id, now, { ...news, overwrite: true, autorename: true })).toMatchObject({
      changes: false,
    });
  });

  it("keeps the old name in state if the new one is taken", async () => {
    world.sim.addFile({ project: "lab/run8", path: "taken.bam" });
    const { id, outs, inputs } = await made("w.bam");
    const news = { ...inputs, destination: { project: "lab/run8", name: "taken.bam" } };
    const error = await failing(type().update(id, outs, news));
    expect(error.message).toMatch(
      /renaming file .* to "taken.bam": another file beside it has that name \(code 5003\)\. Remove or rename that one/,
    );
    expect(error.partial).toMatchObject({
      id,
      properties: { destination: { project: "lab/run8" }, state: "COMPLETED" },
    });
  });
});

describe("delete of a FileImport", () => {
  it("removes the alias, and never the object", async () => {
    const { id, outs, file } = await made("d.bam");
    await type().delete(id, outs);
    expect(world.sim.hasFile(file)).toBe(false);
    expect(world.sim.objects("lab/archive").map(({ location }) => location)).toContain("d.bam");
    await expect(type().delete(id, outs)).resolves.toBeUndefined();
  });

  it("checks with a separate call if the bulk answer doesn't mention it", async () => {
    const { id, outs, file } = await made("untold.bam");
    const fault = world.sim.faults.add({ kind: "missing-items", path: "/bulk/files/delete", times: 1 });
    await type().delete(id, outs);
    expect(fault.struck).toBe(1);
    expect(world.sim.hasFile(file)).toBe(false);
  });

  it("leaves a file that is no longer an alias of that object, and says so", async () => {
    const { id, outs, file } = await made("native.bam");
    Object.assign(world.sim.file(file), { storage: { type: "PLATFORM" } });
    await type().delete(id, outs);
    expect(world.sim.hasFile(file)).toBe(true);
    await expect
      .poll(() => world.provider.logs.map(({ message }) => message))
      .toContainEqual(
        expect.stringMatching(/native.bam.* is no longer an alias of lab\/archive\/native.bam; it stays/),
      );
  });

  it("removes a folder's aliases and the empty folders, and leaves other files there alone", async () => {
    for (const name of ["tree/a.bam", "tree/deep/b.bam"]) world.sim.addObject("lab/archive", name);
    const first = await type().create(importOf("tree/", { preserveFolderStructure: true }));
    await type().delete(first.id, first.outs);
    expect(world.sim.hasFile(first.outs.file as string)).toBe(false);

    await world.restart();
    const second = await type().create(importOf("tree/", { preserveFolderStructure: true }));
    const own = world.sim.addFile({ project: "lab/run8", path: "tree/deep/own.bam" });
    await type().delete(second.id, second.outs);
    expect(world.sim.hasFile(own.id)).toBe(true);
    expect(world.sim.hasFile(second.outs.file as string)).toBe(true);
  });

  it("removes flattened aliases, and nothing else in the destination", async () => {
    for (const name of ["flat/x.bam", "flat/y/z.bam", "other/w.bam"])
      world.sim.addObject("lab/archive", name);
    const own = world.sim.addFile({ project: "lab/run9", path: "own.bam" });
    const destination = { project: "lab/run9" };
    const other = await type().create(importOf("other/w.bam", { destination }));
    const flat = await type().create(importOf("flat/", { destination, preserveFolderStructure: false }));
    await type().delete(flat.id, flat.outs);
    expect([own.id, other.outs.file as string].filter((id) => !world.sim.hasFile(id))).toEqual([]);
    const left = (await (
      await fetch(`${world.sim.url}/files?project=lab/run9`, {
        headers: { "X-SBG-Auth-Token": world.sim.token },
      })
    ).json()) as { items: { name: string }[] };
    expect(left.items.map(({ name }) => name).sort()).toEqual(["own.bam", "w.bam"]);
  });

  it("removes them though another resource has flattened its own aliases into the same project", async () => {
    for (const name of ["heap-1/a.bam", "heap-2/b.bam"]) world.sim.addObject("lab/archive", name);
    const parent = world.sim.addFile({ project: "lab/run9", path: "heap/" }).id;
    const [one, two] = await Promise.all(
      ["heap-1/", "heap-2/"].map((location) =>
        type().create({
          ...importOf(location, { destination: { parent }, preserveFolderStructure: false }),
          __urn: `urn:pulumi:test::test::pulumi-nodejs:dynamic/cavatica:FileImport::${location}`,
        }),
      ),
    );
    expect(one!.outs.file).toBe(two!.outs.file);
    await type().delete(one!.id, one!.outs);
    const left = (await (
      await fetch(`${world.sim.url}/files?parent=${parent}`, {
        headers: { "X-SBG-Auth-Token": world.sim.token },
      })
    ).json()) as { items: { name: string }[] };
    expect(left.items.map(({ name }) => name)).toEqual(["b.bam"]);
  });
});

describe("a FileImport in an engine", () => {
  it("is replaced alias by alias, deleting the old one first if both would have one name", async () => {
    for (const name of ["1/s.bam", "2/s.bam"]) world.sim.addObject("lab/archive", name);
    await world.restart();
    const engine = new MiniEngine(type());
    expect((await engine.up({ s: importOf("1/s.bam") })).steps).toEqual({ s: "create" });
    expect((await engine.up({ s: importOf("1/s.bam") })).steps).toEqual({ s: "same" });
    await world.restart();
    const next = new MiniEngine(type(), engine.state);
    expect((await next.up({ s: importOf("2/s.bam") })).steps).toEqual({ s: "replace" });
    expect(world.sim.file(next.state.get("s")!.outputs.file as string)).toMatchObject({
      name: "s.bam",
      storage: { location: "2/s.bam" },
    });
    await next.refresh();
    expect((await next.up({ s: importOf("2/s.bam") })).steps).toEqual({ s: "same" });
    expect((await next.destroy()).steps).toEqual({ s: "delete" });
  });
});
