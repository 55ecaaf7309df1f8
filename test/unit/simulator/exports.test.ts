import { describe, expect, test } from "vitest";
import { exportWorld, testWorld } from "./world";

describe("one export", () => {
  test("goes through PENDING, RUNNING and COMPLETED, and turns the file into an alias", async () => {
    const { sim, call, pass, files, item } = exportWorld({ jobSeconds: 10, pendingSeconds: 5 });
    const started = await call("POST", "/storage/exports", item(0));
    expect(started.status).toBe(200);
    expect(started.body).toMatchObject({
      state: "PENDING",
      started_on: "2026-01-12T09:30:00Z",
      overwrite: false,
    });
    const state = async () => (await call("GET", `/storage/exports/${started.body.id}`)).body;
    pass(5);
    expect((await state()).state).toBe("RUNNING");
    pass(10);
    const done = await state();
    expect(done).toMatchObject({ state: "COMPLETED", finished_on: "2026-01-12T09:30:15Z" });
    expect(done.result).toMatchObject({ id: files[0]?.id, project: "lab/run7" });
    const file = await call("GET", `/files/${files[0]?.id}`);
    expect(file.body.storage).toEqual({ type: "VOLUME", volume: "lab/archive", location: "s-0.bam" });
    expect(sim.objects("lab/archive")).toMatchObject([
      { location: "s-0.bam", key: "runs/s-0.bam", size: 1024 },
    ]);
  });

  test("leaves the file unchanged with copy_only", async () => {
    const { sim, call, pass, files, item } = exportWorld();
    await call("POST", "/storage/exports?copy_only=True", item(0));
    pass(2);
    expect(sim.file(files[0]?.id ?? "").storage.type).toBe("PLATFORM");
    expect(sim.exports()).toMatchObject([{ state: "COMPLETED", copyOnly: true }]);
  });

  test("fails if an object is in the way and overwrite is off", async () => {
    const { sim, call, pass, item } = exportWorld();
    sim.addObject("lab/archive", "s-0.bam");
    const first = await call("POST", "/storage/exports", item(0));
    pass(2);
    expect((await call("GET", `/storage/exports/${first.body.id}`)).body).toMatchObject({
      state: "FAILED",
      error: { status: 409, code: 9107 },
    });
    await call("POST", "/storage/exports", item(0, "s-0.bam", { overwrite: true }));
    pass(2);
    expect(sim.exports().map((job) => job.state)).toEqual(["FAILED", "COMPLETED"]);
  });

  test("can be ordered to fail, to get stuck or to be slow", async () => {
    const { sim, call, pass, files, item } = exportWorld();
    const [failing, stuck, slow] = files.map((file) => file.id) as [string, string, string];
    sim.failFile(failing, { code: 9103 });
    sim.stickFile(stuck);
    sim.slowFile(slow, 100);
    await call("POST", "/bulk/storage/exports/create", { items: [item(0), item(1), item(2)] });
    pass(50);
    expect(sim.exports().map((job) => job.state)).toEqual(["FAILED", "RUNNING", "RUNNING"]);
    pass(50);
    sim.unstick(stuck);
    expect(sim.exports().map((job) => job.state)).toEqual(["FAILED", "COMPLETED", "COMPLETED"]);
  });
});

describe("refusals follow the documented order of codes", () => {
  const cases: [string, object, number, number][] = [
    ["no source", { source: undefined }, 400, 9011],
    ["empty location", { destination: { volume: "lab/archive", location: "" } }, 400, 9018],
    ["no such volume", { destination: { volume: "lab/none", location: "a" } }, 404, 9007],
    ["somebody else's volume", { destination: { volume: "guest/own", location: "a" } }, 403, 9020],
    ["inactive volume", { destination: { volume: "lab/idle", location: "a" } }, 409, 9069],
    ["read-only volume", { destination: { volume: "lab/ro", location: "a" } }, 403, 9026],
    ["other cloud", { destination: { volume: "lab/gcs", location: "a" } }, 403, 9027],
    ["other region", { destination: { volume: "lab/far", location: "a" } }, 403, 9027],
    ["no such file", { source: { file: "65a1" } }, 404, 9009],
    ["canned acl", { properties: { aws_canned_acl: "everybody" } }, 400, 9022],
    ["sse algorithm", { properties: { sse_algorithm: "rot13" } }, 400, 9023],
    ["storage class", { properties: { aws_storage_class: "SHELF" } }, 400, 9024],
  ];
  test.each(cases)("%s", async (_name, change, status, code) => {
    const { sim, call, item } = exportWorld();
    sim.addUser({ username: "guest" });
    sim.addVolume({ name: "own", owner: "guest" });
    sim.addVolume({ name: "idle", active: false });
    sim.addVolume({ name: "ro", accessMode: "RO" });
    sim.addVolume({ name: "gcs", type: "gcs" });
    sim.addVolume({ name: "far", region: "aws:eu-central-1" });
    const answer = await call("POST", "/storage/exports", { ...item(0), ...change });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(Object.keys(answer.body)).toEqual(["status", "code", "message", "more_info"]);
  });

  test.each(["archived", "public", "drs"] as const)("a file that is %s", async (flag) => {
    const { sim, call, item } = exportWorld();
    const file = sim.addFile({ project: "lab/run7", path: "odd.bam", [flag]: true });
    const answer = await call("POST", "/storage/exports", { ...item(0), source: { file: file.id } });
    expect([answer.status, answer.body.code]).toEqual([403, 9006]);
  });

  test("a folder, an alias, and a file with a pending move", async () => {
    const { sim, call, pass, item } = exportWorld();
    const folder = sim.addFile({ project: "lab/run7", path: "folder/" });
    const codeOf = async (body: object) => (await call("POST", "/storage/exports", body)).body.code;
    expect(await codeOf({ ...item(0), source: { file: folder.id } })).toBe(9006);
    await call("POST", "/storage/exports", item(0));
    expect(await codeOf(item(0, "elsewhere"))).toBe(9006);
    pass(2);
    expect(await codeOf(item(0, "elsewhere"))).toBe(9006);
  });
});

describe("bulk calls", () => {
  test("answer each item separately, in the order of the items", async () => {
    const { call, files, item } = exportWorld();
    const items = [item(0), { ...item(1), source: { file: "none" } }, item(2)];
    const { status, body } = await call("POST", "/bulk/storage/exports/create?copy_only=true", { items });
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { resource: { source: { file: files[0]?.id }, state: "PENDING" } },
      { error: { code: 9009 } },
      { resource: { source: { file: files[2]?.id } } },
    ]);
    const ids = [body.items[2]?.resource.id, "nobody", body.items[0]?.resource.id];
    const got = await call("POST", "/bulk/storage/exports/get", { export_ids: ids });
    expect(got.body.items).toMatchObject([
      { resource: { id: ids[0], state: "RUNNING" } },
      { error: { code: 9008 } },
      { resource: { id: ids[2] } },
    ]);
  });

  test("are refused with 0 and 101 items", async () => {
    const { call, item } = exportWorld();
    const code = async (items: unknown[]) =>
      (await call("POST", "/bulk/storage/exports/create", { items })).body.code;
    expect(await code([])).toBe(9011);
    expect(await code(Array.from({ length: 101 }, () => item(0)))).toBe(9011);
  });
});

describe("lists of jobs", () => {
  test("contain stubs without fields, everything with _all, and only the user's own jobs", async () => {
    const { sim, call, pass, item } = exportWorld();
    const guest = sim.addUser({ username: "guest" });
    await call("POST", "/bulk/storage/exports/create", { items: [item(0), item(1), item(2)] });
    const stubs = await call("GET", "/storage/exports");
    expect(Object.keys(stubs.body.items[0] ?? {}).sort()).toEqual(["href", "id", "state"]);
    expect(stubs.headers.get("x-total-matching-query")).toBe("3");
    expect((await call("GET", "/storage/exports", undefined, guest.token)).body.items).toEqual([]);
    pass(2);
    const done = await call(
      "GET",
      "/storage/exports?fields=_all&volume=lab/archive&state=COMPLETED&state=FAILED",
    );
    expect(done.body.items).toHaveLength(3);
    expect(done.body.items[0]).toMatchObject({ source: {}, destination: { volume: "lab/archive" } });
    expect((await call("GET", "/storage/exports?volume=lab/other")).body.items).toEqual([]);
    expect((await call("GET", "/storage/exports?state=RUNNING")).body.items).toEqual([]);
  });

  test("are paged by absolute links, newest first", async () => {
    const { call, item } = exportWorld({}, 5);
    await call("POST", "/bulk/storage/exports/create", { items: [0, 1, 2, 3, 4].map((n) => item(n)) });
    const first = await call("GET", "/storage/exports?limit=2&fields=_all");
    expect(first.body.items.map((job) => job.destination.location)).toEqual(["s-4.bam", "s-3.bam"]);
    expect(first.body.links).toEqual([
      {
        rel: "next",
        method: "GET",
        href: "http://127.0.0.1/v2/storage/exports?limit=2&fields=_all&offset=2",
      },
    ]);
    const last = await call("GET", "/storage/exports?limit=2&offset=4");
    expect(last.body.links).toMatchObject([{ rel: "prev" }]);
    expect(last.body.items).toHaveLength(1);
  });
});

test("50 000 jobs are handled quickly", async () => {
  const { sim, pass, call, files, item } = exportWorld({ rateLimit: "off" }, 50_000);
  const begun = performance.now();
  for (let start = 0; start < files.length; start += 100) {
    const items = Array.from({ length: 100 }, (_, index) => item(start + index));
    await call("POST", "/bulk/storage/exports/create", { items });
  }
  const page = await call(
    "GET",
    "/storage/exports?volume=lab/archive&state=RUNNING&fields=_all&limit=100&offset=30000",
  );
  expect(page.body.items).toHaveLength(100);
  pass(5);
  expect(sim.exports().filter((job) => job.state === "COMPLETED")).toHaveLength(50_000);
  expect(performance.now() - begun).toBeLessThan(30_000);
}, 60_000);

test("files and tokens of other users are separate", async () => {
  const { sim, call } = testWorld();
  const guest = sim.addUser({ username: "guest" });
  const file = sim.addFile({ project: "lab/own", path: "a" });
  expect((await call("GET", `/files/${file.id}`, undefined, guest.token)).body.code).toBe(5001);
  expect((await call("GET", "/user", undefined, "wrong")).status).toBe(401);
  sim.revokeToken(sim.token);
  expect((await call("GET", "/user")).body.code).toBe(90001);
  sim.restoreToken(sim.token);
  expect((await call("GET", "/user")).body.username).toBe("lab");
});
