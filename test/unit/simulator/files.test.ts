import { describe, expect, test } from "vitest";
import { testWorld } from "./world";

function library() {
  const world = testWorld();
  const { sim } = world;
  const index = sim.addFile({ project: "lab/run7", path: "aligned/a.cram.crai" });
  const cram = sim.addFile({
    project: "lab/run7",
    path: "aligned/a.cram",
    size: 9,
    tags: ["x", "y"],
    metadata: { sample_id: "s1" },
    origin: { task: "t-1" },
    secondaryFiles: [index],
  });
  sim.addFile({ project: "lab/run7", path: "report.html", tags: ["y"] });
  return { ...world, index, cram };
}

test("details contain everything, and lists contain stubs of one level only", async () => {
  const { sim, call, cram, index } = library();
  const file = (await call("GET", `/files/${cram.id}`)).body;
  expect(file).toMatchObject({
    name: "a.cram",
    project: "lab/run7",
    size: 9,
    type: "file",
    storage: { type: "PLATFORM", hosted_on_locations: ["aws:us-east-1"] },
    origin: { task: "t-1" },
    metadata: { sample_id: "s1" },
    _secondary_files: [{ id: index.id }],
  });
  expect(file.id).toMatch(/^[0-9a-f]{24}$/);
  const top = await call("GET", "/files?project=lab/run7");
  expect(top.body.items.map((item) => item["name"])).toEqual(["aligned", "report.html"]);
  expect(Object.keys(top.body.items[1] ?? {})).toEqual(["href", "id", "name", "project", "type", "parent"]);
  const folder = top.body.items[0]?.id;
  for (const path of [`/files/${folder}/list`, `/files?parent=${folder}`]) {
    expect(
      (await call("GET", `${path}${path.includes("?") ? "&" : "?"}fields=_all`)).body.items,
    ).toHaveLength(2);
  }
  expect(sim.file(cram.id).parent).toBe(folder);
});

test.each([
  ["name=a.cram&name=report.html", 1],
  ["tag=x", 1],
  ["tag=z", 0],
  ["metadata.sample_id=s1", 1],
  ["metadata.sample_id=s1&tag=z", 0],
  ["origin.task=t-1", 1],
])("files are filtered by %s", async (query, count) => {
  const { call, cram } = library();
  const found = await call("GET", `/files?parent=${cram.parent}&${query}`);
  expect(found.body.items).toHaveLength(count);
  expect(found.headers.get("x-total-matching-query")).toBe(String(count));
});

test.each([
  ["", 5029],
  ["project=lab/run7&parent=x", 5031],
  ["project=nonsense", 5005],
  ["project=lab/none", 3002],
  ["parent=none", 5002],
])("a query by %s is refused", async (query, code) => {
  const { call } = library();
  expect((await call("GET", `/files?${query}`)).body.code).toBe(code);
});

describe("files can be changed", () => {
  test("with a new name, tags or metadata", async () => {
    const { call, cram } = library();
    const path = `/files/${cram.id}`;
    expect((await call("PATCH", path, { name: "b.cram" })).body["name"]).toBe("b.cram");
    expect((await call("PATCH", path, { name: "a.cram.crai" })).body.code).toBe(5003);
    expect((await call("PUT", `${path}/tags`, ["new"])).text).toBe('["new"]');
    await call("PATCH", `${path}/metadata`, { lane: 1, sample_id: null });
    expect((await call("GET", path)).body).toMatchObject({ tags: ["new"], metadata: { lane: 1 } });
  });

  test("in bulk get and delete, item by item, and a non-empty folder remains", async () => {
    const { call, cram, index } = library();
    const ids = [cram.id, "none"];
    const got = await call("POST", "/bulk/files/get", { file_ids: ids });
    expect(got.body.items).toMatchObject([{ resource: { id: cram.id, size: 9 } }, { error: { code: 5002 } }]);
    expect((await call("DELETE", `/files/${cram.parent}`)).body.code).toBe(5021);
    const removed = await call("POST", "/bulk/files/delete", { file_ids: [cram.id, index.id] });
    expect(removed.body.items).toMatchObject([{ resource: { id: cram.id } }, { resource: { id: index.id } }]);
    expect((await call("DELETE", `/files/${cram.parent}`)).status).toBe(204);
  });
});

test("scrolling returns every file once", async () => {
  const { sim, call } = testWorld();
  sim.addFiles({ project: "lab/many", count: 5 });
  const first = await call("GET", "/files/scroll?project=lab/many&token=init&limit=3");
  const second = await call("GET", first.body.links[0]?.href.replace(sim.url, "") ?? "");
  expect([...first.body.items, ...second.body.items]).toHaveLength(5);
  expect(second.body.links).toEqual([]);
});

test("projects are listed with and without a trailing slash", async () => {
  const { call } = library();
  for (const path of ["/projects", "/projects/"]) {
    expect((await call("GET", path)).body.items).toMatchObject([{ id: "lab/run7", name: "run7" }]);
  }
  expect((await call("GET", "/projects/lab/run7")).body).toMatchObject({
    created_on: "2026-01-12T09:30:00Z",
  });
});

test("a copied alias is another alias, and a volume with either can't be deleted", async () => {
  const { sim, call } = testWorld();
  sim.addProject("lab/other");
  sim.addVolume({ name: "archive", active: false });
  const storage = { volume: "lab/archive", location: "a" };
  const alias = sim.addFile({ project: "lab/run7", path: "a", storage });
  const copied = await call("POST", `/files/${alias.id}/actions/copy`, { project: "lab/other" });
  expect(copied.body).toMatchObject({ project: "lab/other", storage: { type: "VOLUME", ...storage } });
  await call("DELETE", `/files/${alias.id}`);
  expect((await call("DELETE", "/storage/volumes/lab/archive")).status).toBe(409);
  await call("DELETE", `/files/${copied.body.id}`);
  expect((await call("DELETE", "/storage/volumes/lab/archive")).status).toBe(204);
});
