import { describe, expect, test } from "vitest";
import { parseFault } from "../../../simulator";
import { exportWorld, START, testWorld } from "./world";

const reset = (headers: Headers): number => Number(headers.get("x-ratelimit-reset"));
const now = START / 1000;

describe("responses that replace the real one", () => {
  test.each([
    ["429", {}, 429, 1000],
    ["maintenance", {}, 503, 0],
    ["503", { code: 9100 }, 503, 9100],
    ["500", {}, 500, 90004],
  ] as const)("%s", async (kind, more, status, code) => {
    const { sim, call } = testWorld();
    sim.faults.add({ kind, times: 1, ...more });
    const answer = await call("GET", "/user");
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect((await call("GET", "/user")).status).toBe(200);
  });

  test("include a 502 as an HTML page, not JSON", async () => {
    const { sim, call } = testWorld();
    sim.faults.add({ kind: "502" });
    const answer = await call("GET", "/user");
    expect([answer.status, answer.text]).toEqual([502, expect.stringContaining("<html>")]);
  });

  test.each([
    ["right", 300],
    ["past", 300 - 86_400],
    ["far", 300 + 86_400],
    ["skewed", 300 + 3600],
  ] as const)("include a 429 with a reset that is %s", async (kind, seconds) => {
    const { sim, call } = testWorld();
    sim.faults.add({ kind: "429", reset: kind });
    expect(reset((await call("GET", "/user")).headers)).toBe(now + seconds);
  });

  test("include a 429 without a reset, and ordinary responses with a skewed one or none", async () => {
    const { sim, call } = testWorld();
    sim.faults.add({ kind: "429", reset: "missing", times: 1 });
    expect((await call("GET", "/user")).headers.has("x-ratelimit-reset")).toBe(false);
    sim.faults.add({ kind: "skewed-reset", seconds: -100, times: 1 });
    expect(reset((await call("GET", "/user")).headers)).toBe(now + 200);
    sim.faults.add({ kind: "no-rate-headers", times: 1 });
    expect((await call("GET", "/user")).headers.has("x-ratelimit-limit")).toBe(false);
  });

  test("can be sent after the request was processed", async () => {
    const { sim, call, item } = exportWorld();
    sim.faults.add({ kind: "500", when: "after", times: 1 });
    expect((await call("POST", "/storage/exports", item(0))).status).toBe(500);
    expect(sim.exports()).toHaveLength(1);
  });
});

describe("lost and corrupted responses", () => {
  test("leave nothing done if lost before, and a running job if lost after", async () => {
    const { sim, call, item } = exportWorld();
    sim.faults.add({ kind: "lost-before", times: 1 });
    await expect(call("POST", "/storage/exports", item(0))).rejects.toThrow("fetch failed");
    expect(sim.exports()).toHaveLength(0);
    sim.faults.add({ kind: "lost-after", times: 1 });
    await expect(call("POST", "/storage/exports", item(0))).rejects.toThrow("fetch failed");
    expect(sim.exports()).toHaveLength(1);
    expect(sim.requests.map((request) => request.status)).toEqual([0, 0]);
  });

  test("can be malformed, empty, huge, of the wrong type or truncated", async () => {
    const { sim, call } = testWorld();
    const get = () => sim.fetch(`${sim.url}/user`, { headers: { Authorization: `Bearer ${sim.token}` } });
    sim.faults.add({ kind: "malformed-json", times: 1 });
    await expect((await get()).json()).rejects.toThrow();
    sim.faults.add({ kind: "empty", times: 1 });
    expect(await (await get()).text()).toBe("");
    sim.faults.add({ kind: "huge", times: 1, bytes: 5000 });
    expect((await (await get()).text()).length).toBeGreaterThan(5000);
    sim.faults.add({ kind: "wrong-type", times: 1 });
    expect((await get()).headers.get("content-type")).toContain("text/html");
    sim.faults.add({ kind: "truncated", times: 1 });
    await expect(get()).rejects.toThrow();
    expect((await call("GET", "/user")).status).toBe(200);
  });

  test("can be slow", async () => {
    const slept: number[] = [];
    const { sim, call } = testWorld({ sleep: (ms) => Promise.resolve(void slept.push(ms)) });
    sim.faults.add({ kind: "slow", ms: 700 });
    await call("GET", "/user");
    expect(slept).toEqual([700]);
  });

  test("include an expired token that stays expired", async () => {
    const { sim, call } = testWorld();
    sim.faults.add({ kind: "expired-token", times: 1, after: 1 });
    const statuses = [await call("GET", "/user"), await call("GET", "/user"), await call("GET", "/user")];
    expect(statuses.map(({ status }) => status)).toEqual([200, 401, 401]);
  });
});

describe("inconsistent collections", () => {
  test("include lists that lag behind", async () => {
    const { sim, call, pass, item } = exportWorld({ jobSeconds: 5 });
    await call("POST", "/storage/exports", item(0));
    pass(10);
    sim.faults.add({ kind: "stale", seconds: 7 });
    const list = async () =>
      (await call("GET", "/storage/exports?fields=_all")).body.items.map((job) => job.state);
    expect(await list()).toEqual(["RUNNING"]);
    sim.faults.clear();
    sim.faults.add({ kind: "stale", seconds: 30 });
    expect(await list()).toEqual([]);
    sim.faults.clear();
    expect(await list()).toEqual(["COMPLETED"]);
  });

  test("include a repeated page and an unknown state", async () => {
    const { sim, call, item } = exportWorld();
    await call("POST", "/bulk/storage/exports/create", { items: [item(0), item(1)] });
    sim.faults.add({ kind: "repeated-page", times: 1 });
    const page = (await call("GET", "/storage/exports?limit=1")).body;
    expect(page.links[0]).toMatchObject({ rel: "next", href: page["href"] });
    sim.faults.add({ kind: "unknown-state", state: "ABORTED" });
    expect((await call("GET", "/storage/exports")).body.items.map((job) => job.state)).toEqual([
      "ABORTED",
      "ABORTED",
    ]);
    const id = sim.exports()[0]?.id;
    expect((await call("GET", `/storage/exports/${id}`)).body.state).toBe("ABORTED");
    const bulk = await call("POST", "/bulk/storage/exports/get", { export_ids: [id] });
    expect(bulk.body.items[0]?.resource.state).toBe("ABORTED");
  });

  test("include item errors with and without a job behind them, and missing and shuffled items", async () => {
    const { sim, call, item } = exportWorld();
    const submit = async () =>
      (
        await call("POST", "/bulk/storage/exports/create?copy_only=true", {
          items: [item(0), item(1), item(2)],
        })
      ).body.items;
    sim.faults.add({ kind: "item-errors", items: [1], times: 1, code: 9100 });
    expect(await submit()).toMatchObject([{ resource: {} }, { error: { code: 9100 } }, { resource: {} }]);
    expect(sim.exports()).toHaveLength(2);
    sim.faults.add({ kind: "item-errors", items: [1], when: "after", times: 1 });
    expect((await submit())[1]).toMatchObject({ error: { code: 9100 } });
    expect(sim.exports()).toHaveLength(5);
    sim.faults.add({ kind: "missing-items", times: 1 });
    expect(await submit()).toHaveLength(2);
    sim.faults.add({ kind: "shuffled", times: 1 });
    const order = (await submit()).map(({ resource }) => resource.destination);
    expect(order).toHaveLength(3);
    expect(order).not.toEqual([item(0), item(1), item(2)].map(({ destination }) => destination));
  });
});

describe("requests are selected", () => {
  test("by method, prefix, pattern, times and after, until the fault is removed", async () => {
    const { sim, call } = testWorld();
    const status = async (method: string, path: string) => (await call(method, path)).status;
    const handle = sim.faults.add({ kind: "500", method: "get", path: /^\/us/ });
    expect([await status("GET", "/user"), await status("GET", "/projects")]).toEqual([500, 200]);
    handle.remove();
    expect(handle.struck).toBe(1);
    sim.faults.add({ kind: "500", path: "/proj", after: 1, times: 1 });
    const seen = [
      await status("GET", "/projects"),
      await status("GET", "/projects"),
      await status("GET", "/projects"),
    ];
    expect(seen).toEqual([200, 500, 200]);
  });

  test("by chance, the same in every run", async () => {
    const draw = async () => {
      const { sim, call } = testWorld({ faultSeed: 5 });
      sim.faults.add({ kind: "500", probability: 0.5 });
      const statuses: number[] = [];
      for (let round = 0; round < 20; round++) statuses.push((await call("GET", "/user")).status);
      return statuses;
    };
    const first = await draw();
    expect(new Set(first).size).toBe(2);
    expect(await draw()).toEqual(first);
  });

  test("by a fault written as text", () => {
    expect(parseFault("kind=429,times=3,path=/bulk,reset=missing")).toEqual({
      kind: "429",
      times: 3,
      path: "/bulk",
      reset: "missing",
    });
    expect(() => parseFault("kind=flood")).toThrow(/kind/);
    expect(() => parseFault("kind=429,colour=red")).toThrow(/colour/);
  });
});
