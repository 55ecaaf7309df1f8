import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { simulatorCommand } from "../../../simulator/command";
import { startSimulator, type Simulator, type SimulatorOptions } from "../../../simulator";
import { pathBelow } from "../../../simulator/world/disk";

let running: Simulator | undefined;

async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  running = await startSimulator({ jobSeconds: 0, ...options });
  return running;
}

afterEach(async () => {
  await running?.close();
  running = undefined;
});

const get = (sim: Simulator, path: string, init: RequestInit = {}) =>
  fetch(sim.url + path, {
    ...init,
    headers: { "X-SBG-Auth-Token": sim.token, "Content-Type": "application/json" },
  });

async function admin(
  sim: Simulator,
  method: string,
  path: string,
  body?: unknown,
): Promise<Record<string, unknown>> {
  const response = await fetch(sim.url.replace(/v2$/, `_sim${path}`), {
    method,
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { "Content-Type": "application/json" },
    }),
  });
  return (await response.json()) as Record<string, unknown>;
}

describe("over a socket", () => {
  test("responses have a request ID and links to the same server", async () => {
    const sim = await start({ seed: "demo" });
    const response = await get(sim, "/files?project=lab/run7&limit=1");
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    const { links } = (await response.json()) as { links: { href: string }[] };
    expect(links[0]?.href).toContain(`${sim.url}/files?project=`);
  });

  test("lost and truncated responses end the connection", async () => {
    const sim = await start();
    sim.faults.add({ kind: "lost-after", times: 1 });
    await expect(get(sim, "/user")).rejects.toThrow("fetch failed");
    sim.faults.add({ kind: "truncated", times: 1 });
    const half = await get(sim, "/user");
    await expect(half.text()).rejects.toThrow();
    expect((await get(sim, "/user")).status).toBe(200);
  });

  test("unknown paths, invalid JSON and other media types are refused in the platform's format", async () => {
    const sim = await start();
    expect(await (await get(sim, "/nothing")).json()).toMatchObject({ status: 404, code: 90003 });
    expect(await (await get(sim, "/storage/exports", { method: "POST", body: "{" })).json()).toMatchObject({
      code: 90009,
    });
    const form = {
      method: "POST",
      body: "a=b",
      headers: { "X-SBG-Auth-Token": sim.token, "Content-Type": "text/csv" },
    };
    expect(await (await fetch(`${sim.url}/storage/exports`, form)).json()).toMatchObject({
      status: 415,
      code: 90008,
    });
  });
});

describe("admin routes", () => {
  test("populate the simulator, order failures, add faults, and report what happened", async () => {
    const sim = await start();
    const file = await admin(sim, "POST", "/files", { project: "lab/run7", path: "a.bam", size: 9 });
    await admin(sim, "POST", "/volumes", { name: "archive", bucket: "lab-archive" });
    const { id } = await admin(sim, "POST", "/faults", { kind: "500", path: "/user", times: 1 });
    expect((await get(sim, "/user")).status).toBe(500);
    expect((await admin(sim, "GET", "/faults"))["items"]).toMatchObject([{ id, struck: 1 }]);
    await admin(sim, "POST", "/fail", { file: file["id"], code: 9103 });
    const body = JSON.stringify({
      source: { file: file["id"] },
      destination: { volume: "lab/archive", location: "a" },
    });
    await get(sim, "/storage/exports", { method: "POST", body });
    expect((await admin(sim, "GET", "/exports"))["items"]).toMatchObject([
      { state: "FAILED", error: { code: 9103 } },
    ]);
    expect((await admin(sim, "GET", "/requests"))["items"]).toMatchObject([
      { path: "/user", status: 500 },
      { status: 200 },
    ]);
    expect(await admin(sim, "GET", "/count?pattern=POST")).toEqual({ mark: 2, count: 1 });
    expect(await admin(sim, "DELETE", "/faults")).toEqual({});
    expect((await admin(sim, "POST", "/files", { project: "lab/run7" }))["message"]).toContain("path");
    expect(sim.count()).toBe(2);
  });

  test("spend requests, revoke and restore the token, and count requests", async () => {
    const sim = await start();
    await admin(sim, "POST", "/spend", { count: 999 });
    const mark = sim.mark();
    expect([(await get(sim, "/user")).status, (await get(sim, "/user")).status]).toEqual([200, 429]);
    await admin(sim, "POST", "/revoke", { token: sim.token });
    expect((await get(sim, "/user")).status).toBe(401);
    expect([sim.countSince(mark, "GET /user"), sim.count(/POST/)]).toEqual([3, 0]);
  });
});

describe("objects on disk", () => {
  test("are written below bucket and prefix by a finished export", async () => {
    const folder = mkdtempSync(join(tmpdir(), "sim-"));
    const sim = await start({ volumesDir: folder });
    sim.addVolume({ name: "archive", bucket: "lab-archive", prefix: "runs/" });
    const file = sim.addFile({ project: "lab/run7", path: "a.bam", size: 100 });
    const body = JSON.stringify({
      source: { file: file.id },
      destination: { volume: "lab/archive", location: "x/a.bam" },
    });
    await get(sim, "/storage/exports", { method: "POST", body });
    sim.exports();
    expect(readFileSync(join(folder, "lab-archive/runs/x/a.bam"))).toHaveLength(100);
    rmSync(folder, { recursive: true });
  });

  test.each(["../x", "a/../../x", "/x", "a//b", "a/./b", "a\\b", "c:x", "a\0"])(
    "aren't written for key %j",
    (key) => {
      expect(pathBelow("/srv/objects", "bucket", key)).toBeUndefined();
    },
  );

  test("aren't written for a bucket that leads outside", () => {
    expect(pathBelow("/srv/objects", "..", "etc/passwd")).toBeUndefined();
    expect(pathBelow("/srv/objects", "b", "a/b")).toBe("/srv/objects/b/a/b");
  });
});

describe("the command line", () => {
  const parse = (...words: string[]) => {
    const command = simulatorCommand()
      .exitOverride()
      .configureOutput({ writeErr: () => undefined });
    return command
      .action(() => undefined)
      .parse(words, { from: "user" })
      .opts<Record<string, unknown>>();
  };

  test("accepts limits, faults and switches", () => {
    const words = [
      "--rate-limit",
      "10/60/sliding",
      "--fault",
      "kind=429,times=2",
      "--fault",
      "kind=slow,ms=5",
    ];
    const options = parse(...words, "--switch", "concurrency=4", "--switch", "pendingMove=allow");
    expect(options["rateLimit"]).toEqual({ limit: 10, windowSeconds: 60, kind: "sliding" });
    expect(options["fault"]).toEqual([
      { kind: "429", times: 2 },
      { kind: "slow", ms: 5 },
    ]);
    expect(options["switch"]).toEqual({ concurrency: 4, pendingMove: "allow" });
  });

  test.each([
    ["--port", "x"],
    ["--rate-limit", "fast"],
    ["--fault", "kind=flood"],
    ["--switch", "nothing=1"],
    ["--switch", "concurrency=many"],
  ])("rejects %s %s", (...words) => {
    expect(() => parse(...words)).toThrow();
  });
});

test("an unknown seed is rejected with a list of the known ones", () => {
  return expect(startSimulator({ seed: "jungle" })).rejects.toThrow("empty, demo, scale");
});
