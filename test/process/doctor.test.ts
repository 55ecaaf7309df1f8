import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isAtLeast, nodeCheck, packageChecks, projectOf } from "../../provider/cli/doctor/machine";
import { type Simulator, startSimulator } from "../../simulator";
import { checkout, cleanEnvironment, newProject, removeProject, writeFiles } from "../support/project";
import { type ProxyServer, startProxy, startTlsFront, type TlsFront } from "../support/proxyServer";

const MAIN = join(checkout, "dist/provider/cli/main.js");
const HOST = "platform.example";

let sim: Simulator;
let dir: string;
let skewed: Simulator;
beforeAll(async () => {
  sim = await startSimulator();
  skewed = await startSimulator({ now: () => Date.now() + 3_600_000 });
  sim.addVolume({ name: "out", owner: "lab", bucket: "lab-out" });
  sim.addVolume({ name: "readonly", owner: "lab", bucket: "lab-ro", accessMode: "RO" });
  sim.addVolume({ name: "asleep", owner: "lab", bucket: "lab-asleep", active: false });
  sim.addUser({ username: "stranger" });
  sim.addVolume({ name: "theirs", owner: "stranger", bucket: "stranger-out" });
  dir = await newProject({ "Pulumi.yaml": "name: test\nruntime: nodejs\n", "package.json": "{}" });
});
afterAll(async () => {
  await removeProject(dir);
  await sim.close();
  await skewed.close();
});

interface Ended {
  code: number;
  out: string;
}

const doctor = (args: string[], env: Record<string, string>, cwd = dir): Promise<Ended> =>
  new Promise((resolve) => {
    const options = { cwd, env: cleanEnvironment(dir, env) };
    execFile(process.execPath, [MAIN, "doctor", ...args], options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, out: stdout + stderr }),
    );
  });

const account = (more: Record<string, string> = {}) => ({
  SB_API_ENDPOINT: sim.url,
  SB_AUTH_TOKEN: sim.token,
  ...more,
});

const lineFor = ({ out }: Ended, name: string): string =>
  out.split("\n").find((line) => line.slice(2).startsWith(`${name}:`)) ?? "";

describe("the doctor's account checks", () => {
  it("pass with a volume that can be exported to", async () => {
    const ended = await doctor(["--volume", "lab/out"], account());
    for (const name of [
      "Node.js",
      "Package",
      "Endpoint",
      "Clock",
      "Token",
      "Volume",
      "Access mode",
      "Active",
    ])
      expect(lineFor(ended, name)).toMatch(/^✓/);
    expect(lineFor(ended, "Token")).toContain("from SB_AUTH_TOKEN in the environment");
    expect(lineFor(ended, "Requests")).toMatch(/^✓ Requests: \d+ of 1000 left/);
    expect(ended.out).not.toContain(sim.token);
  });

  it("fail without a token", async () => {
    const ended = await doctor(["--volume", "lab/out"], { SB_API_ENDPOINT: sim.url });
    expect(ended.code).toBe(1);
    expect(lineFor(ended, "Token")).toMatch(/^✗ Token: No authentication token.*→ make one on the platform/);
    expect(lineFor(ended, "Volume")).toMatch(/^– Volume: there are no credentials/);
  });

  it("fail with a token of another platform, which is never shown", async () => {
    const token = "f".repeat(32);
    for (const args of [[], ["--json"]]) {
      const ended = await doctor(args, account({ SB_AUTH_TOKEN: token }));
      expect(ended.code).toBe(1);
      expect(ended.out).not.toContain(token);
      expect(ended.out).toContain("or belongs to another platform");
      expect(ended.out).toContain("SB_API_ENDPOINT");
    }
  });

  it("read a profile", async () => {
    const home = await newProject({
      ".sevenbridges/credentials": `[work]\napi_endpoint = ${sim.url}\nauth_token = ${sim.token}\n`,
    });
    const ended = await doctor([], { HOME: home, SB_PROFILE: "work" });
    expect(lineFor(ended, "Token")).toMatch(/^✓.*from profile "work"/);
    await removeProject(home);
  });

  it("fail if no requests are left", async () => {
    const spent = await startSimulator();
    spent.spendRequests(999);
    const ended = await doctor([], { SB_API_ENDPOINT: spent.url, SB_AUTH_TOKEN: spent.token });
    expect(lineFor(ended, "Requests")).toMatch(/^✗ Requests: 0 of 1000 left.*→ wait/);
    await spent.close();
  });

  it("fail if the clock is an hour behind the platform's", async () => {
    const ended = await doctor([], { SB_API_ENDPOINT: skewed.url, SB_AUTH_TOKEN: skewed.token });
    expect(lineFor(ended, "Clock")).toMatch(
      /^✗ Clock: (1h|59m 5\ds) behind the platform's → set this machine's clock/,
    );
    expect(ended.code).toBe(1);
  });
});

describe("the doctor's volume checks", () => {
  it.each([
    ["lab/readonly", "Access mode", /^✗ Access mode: RO → exports need accessMode "RW"/],
    ["lab/asleep", "Active", /^✗ Active: no → reactivate it/],
    ["stranger/theirs", "Volume", /^✗ Volume: there is no stranger\/theirs, or \S+ isn't a member of it/],
    ["lab/none", "Volume", /^✗ Volume: there is no lab\/none/],
  ])("report the problem of %s", async (id, name, line) => {
    const ended = await doctor(["--volume", id], account());
    expect(lineFor(ended, name)).toMatch(line);
    expect(ended.code).toBe(1);
  });

  it("reject an invalid ID", async () => {
    expect((await doctor(["--volume", "no such"], account())).out).toContain('give its id, "owner/name"');
  });
});

describe("the doctor's network checks", () => {
  let front: TlsFront;
  let proxy: ProxyServer;
  beforeAll(async () => {
    front = await startTlsFront(HOST, Number(new URL(sim.url).port));
    proxy = await startProxy(front.port, { credentials: "lab:secret" });
  });
  afterAll(async () => {
    await proxy.close();
    await front.close();
  });
  const through = (more: Record<string, string> = {}) =>
    account({ SB_API_ENDPOINT: `https://${HOST}/v2`, ...more });

  it("report a closed port", async () => {
    const ended = await doctor([], account({ SB_API_ENDPOINT: "http://127.0.0.1:9" }));
    expect(lineFor(ended, "Endpoint")).toMatch(/^✗ Endpoint: .*ECONNREFUSED.*→ check SB_API_ENDPOINT/);
    expect(lineFor(ended, "Token")).toMatch(/^– Token: the endpoint can't be reached/);
  }, 30_000);

  it("report a proxy that requires a password, and never show the password", async () => {
    const refused = await doctor([], through({ HTTPS_PROXY: proxy.url }));
    expect(lineFor(refused, "Endpoint")).toMatch(/^✗ Endpoint: .*407/);
    const withPassword = proxy.url.replace("//", "//lab:secret@");
    const untrusted = await doctor([], through({ HTTPS_PROXY: withPassword }));
    expect(lineFor(untrusted, "Endpoint")).toMatch(/^✗ Endpoint: .*isn't trusted.*NODE_EXTRA_CA_CERTS/);
    expect(untrusted.out).not.toContain("secret");
    const folder = await mkdtemp(join(tmpdir(), "cavatica-ca-"));
    await writeFiles(folder, { "ca.pem": front.ca });
    const ca = { NODE_EXTRA_CA_CERTS: join(folder, "ca.pem") };
    const trusted = await doctor([], through({ HTTPS_PROXY: withPassword, ...ca }));
    expect(lineFor(trusted, "Endpoint")).toMatch(
      /^✓ Endpoint: .*through the proxy 127\.0\.0\.1:\d+ \(HTTPS_PROXY\)/,
    );
    await rm(folder, { recursive: true });
  }, 60_000);
});

describe("the doctor's machine checks", () => {
  const machine = (more: object = {}) => ({
    nodeVersion: "22.1.0",
    folder: dir,
    run: () => Promise.reject(new Error("not here")),
    ...more,
  });

  it("report a Node.js that is too old, and one that the SDK doesn't support", async () => {
    expect(nodeCheck(machine({ nodeVersion: "18.20.0" }))).toMatchObject({ ok: false, found: "18.20.0" });
    expect(nodeCheck(machine())).toMatchObject({ ok: true });
    const [sdk] = await packageChecks(machine({ nodeVersion: "20.19.0" }));
    expect(sdk?.ok).toBe(isAtLeast(sdk!.found.split(" ")[0]!, "3.249.0") ? false : true);
  });

  it("report a missing Pulumi CLI", async () => {
    const ended = await doctor([], account({ PATH: "/nowhere" }));
    expect(lineFor(ended, "Pulumi CLI")).toMatch(
      /^✗ Pulumi CLI: there is no `pulumi` on the PATH → install it/,
    );
  });

  it("find the package in a program's own folder, and report it missing elsewhere", async () => {
    const empty = await mkdtemp(join(tmpdir(), "cavatica-empty-"));
    expect(lineFor(await doctor([], account(), empty), "Package")).toMatch(
      /^✗ Package: .*→ run `npm install/,
    );
    await writeFiles(empty, { "Pulumi.yaml": `name: x\nruntime: nodejs\nmain: ${dir}\n` });
    expect(lineFor(await doctor([], account(), empty), "Package")).toMatch(/^✓ Package: pulumi-cavatica \d/);
    await writeFiles(empty, { "Pulumi.yaml": "name: x\nruntime: python\n" });
    expect(lineFor(await doctor([], account(), empty), "Package")).toMatch(/^– Package: .*python/);
    expect((await projectOf(join(empty, "deeper"))).runtime).toBe("python");
    await rm(empty, { recursive: true });
  });

  it("compare versions numerically", () => {
    expect(isAtLeast("v3.100.0", "3.99.1")).toBe(true);
    expect(isAtLeast("3.99.1-alpha.1", "3.100.0")).toBe(false);
  });
});

it("the doctor prints its checks as JSON, with null for what couldn't be checked", async () => {
  const { out } = await doctor(["--json"], { SB_API_ENDPOINT: sim.url });
  const { ok, checks } = JSON.parse(out) as { ok: boolean; checks: { name: string; ok: boolean | null }[] };
  expect(ok).toBe(false);
  expect(checks.find(({ name }) => name === "Token")?.ok).toBe(false);
  expect(checks.find(({ name }) => name === "Endpoint")?.ok).toBeNull();
});
