import { expect, test } from "vitest";
import { testWorld } from "./world";

function importWorld() {
  const world = testWorld();
  world.sim.addProject("lab/run8");
  world.sim.addVolume({ name: "archive", prefix: "p/", accessMode: "RO" });
  for (const location of ["a.cram", "deep/1.txt", "deep/er/2.txt"])
    world.sim.addObject("lab/archive", location, { size: 5 });
  const start = async (location: string, more: object = {}, to: object = { project: "lab/run8" }) => {
    const body = { source: { volume: "lab/archive", location }, destination: to, ...more };
    const answer = await world.call("POST", "/storage/imports", body);
    world.pass(2);
    return answer.status === 200
      ? (await world.call("GET", `/storage/imports/${answer.body.id}`)).body
      : answer.body;
  };
  return { ...world, start };
}

test("an object becomes an alias under its own or a given name", async () => {
  const { sim, call, start } = importWorld();
  const job = await start("a.cram");
  expect(job).toMatchObject({
    state: "COMPLETED",
    autorename: false,
    result: { name: "a.cram", project: "lab/run8" },
  });
  const file = sim.file((job.result as { id: string }).id);
  expect(file).toMatchObject({
    size: 5,
    storage: { type: "VOLUME", volume: "lab/archive", location: "a.cram" },
  });
  expect(await start("a.cram", {}, { project: "lab/run8", name: "b.cram" })).toMatchObject({
    result: { name: "b.cram" },
  });
  expect((await call("GET", "/files?project=lab/run8")).body.items).toHaveLength(2);
});

test("a name that is taken is handled by 9108, autorename and overwrite", async () => {
  const { start } = importWorld();
  await start("a.cram");
  expect(await start("a.cram")).toMatchObject({ state: "FAILED", error: { code: 9108 } });
  expect(await start("a.cram", { autorename: true })).toMatchObject({ result: { name: "_1_a.cram" } });
  expect(await start("a.cram", { overwrite: true })).toMatchObject({ result: { name: "a.cram" } });
});

test("a folder is imported with its structure or flattened", async () => {
  const { sim, call, start } = importWorld();
  const kept = await start("deep/");
  expect(kept).toMatchObject({
    state: "COMPLETED",
    preserve_folder_structure: true,
    result: { name: "deep" },
  });
  const inside = await call("GET", `/files/${(kept.result as { id: string }).id}/list`);
  expect(inside.body.items.map((item) => item["name"])).toEqual(["1.txt", "er"]);
  sim.addProject("lab/flat");
  await start("deep/", { preserve_folder_structure: false }, { project: "lab/flat" });
  const flat = await call("GET", "/files?project=lab/flat&fields=_all");
  expect(flat.body.items.map((item) => item.storage)).toMatchObject([
    { location: "deep/1.txt" },
    { location: "deep/er/2.txt" },
  ]);
});

test.each([
  ["both destinations", "a.cram", {}, { project: "lab/run8", parent: "x" }, 9011],
  ["no destination", "a.cram", {}, {}, 9011],
  ["no such project", "a.cram", {}, { project: "lab/none" }, 9012],
  ["structure of a file", "a.cram", { preserve_folder_structure: true }, { project: "lab/run8" }, 9011],
  ["empty location", "", {}, { project: "lab/run8" }, 9018],
])("%s is refused", async (_name, location, more, to, code) => {
  const { start } = importWorld();
  expect((await start(location, more, to)).code).toBe(code);
});

test("a location without an object fails the job, and bulk calls and filters work as for exports", async () => {
  const { call, pass, start } = importWorld();
  expect(await start("none.cram")).toMatchObject({ state: "FAILED", error: { code: 9105 } });
  const item = (location: string) => ({
    source: { volume: "lab/archive", location },
    destination: { project: "lab/run8" },
  });
  const made = await call("POST", "/bulk/storage/imports/create", { items: [item("a.cram"), item("")] });
  expect(made.body.items).toMatchObject([{ resource: { state: "PENDING" } }, { error: { code: 9018 } }]);
  pass(2);
  const got = await call("POST", "/bulk/storage/imports/get", {
    import_ids: [made.body.items[0]?.resource.id],
  });
  expect(got.body.items).toMatchObject([{ resource: { state: "COMPLETED" } }]);
  expect((await call("GET", "/storage/imports?project=lab/run8&state=COMPLETED")).body.items).toHaveLength(1);
});
