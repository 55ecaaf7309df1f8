import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { startProxy, startTlsFront, type ProxyServer, type TlsFront } from "../support/proxyServer";
import { failing } from "../support/failing";
import { newWorld, type World } from "../support/world";

const HOST = "platform.example";
const SUBMISSIONS = /^POST (\/bulk)?\/storage\/exports(\/create)?$/;

/** The platform under a host name that only the proxy can reach. */
describe("proxies", () => {
  let world: World;
  let front: TlsFront;
  let proxy: ProxyServer;
  let folder: string;
  const env = (more: Record<string, string> = {}) => ({
    SB_API_ENDPOINT: `https://${HOST}/v2`,
    HTTPS_PROXY: proxy.url.replace("//", "//lab:p%40ss@"),
    NODE_EXTRA_CA_CERTS: join(folder, "ca.pem"),
    ...more,
  });
  beforeAll(async () => {
    world = await newWorld();
    front = await startTlsFront(HOST, Number(new URL(world.sim.url).port));
    proxy = await startProxy(front.port);
    folder = await mkdtemp(join(tmpdir(), "cavatica-ca-"));
    await writeFile(join(folder, "ca.pem"), front.ca);
  });
  beforeEach(() => {
    proxy.asked.length = 0;
    proxy.behaviour = { credentials: "lab:p@ss" };
  });
  afterAll(async () => {
    await world.stop();
    await proxy.close();
    await front.close();
    await rm(folder, { recursive: true });
  });

  const create = (location: string) => {
    const file = world.file();
    return { file, ended: world.type("FileExport").create(world.to(file, location)) };
  };

  it("an export runs with one job and few connections", async () => {
    await world.restart({ env: env() });
    const mark = world.sim.mark();
    const { outs } = await create("by-proxy.bam").ended;
    expect(outs).toMatchObject({ state: "COMPLETED" });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(1);
    expect(new Set(proxy.asked)).toEqual(new Set([`${HOST}:443`]));
    expect(proxy.asked.length).toBeGreaterThanOrEqual(1);
    expect(proxy.asked.length).toBeLessThanOrEqual(3);
    expect(JSON.stringify(outs)).not.toContain("p@ss");
  });

  it("a missing password is reported quickly, and nothing is submitted", async () => {
    await world.restart({ env: env({ HTTPS_PROXY: proxy.url }) });
    const mark = world.sim.mark();
    const { message } = await failing(create("no-password.bam").ended);
    expect(message).toMatch(/the proxy 127\.0\.0\.1:\d+ from HTTPS_PROXY requires a user and password/);
    expect(world.sim.countSince(mark)).toBe(0);
    expect(proxy.asked.length).toBeLessThanOrEqual(2);
    expect(proxy.asked.length).toBeGreaterThan(0);
  });

  it("a refused connection is attributed to the proxy, not to the platform", async () => {
    await world.restart({ env: env() });
    proxy.behaviour.refuse = 403;
    const { message } = await failing(create("refused.bam").ended);
    expect(message).toMatch(/doesn't connect to platform\.example \(status 403\).*administrators.*NO_PROXY/);
    expect(message).not.toMatch(/p(@|%40)ss/);
  });

  it("a busy proxy is waited for, and the export then runs once", async () => {
    await world.restart({ env: env() });
    proxy.behaviour.refuse = 503;
    const { file, ended } = create("busy.bam");
    await vi.waitUntil(() => proxy.asked.length >= 2, { timeout: 20_000 });
    proxy.behaviour = { credentials: "lab:p@ss" };
    expect((await ended).outs).toMatchObject({ state: "COMPLETED" });
    expect(world.sim.exports().filter(({ source }) => source.file === file)).toHaveLength(1);
  });

  it("a proxy that dies while answering a submission leaves one job, which is adopted", async () => {
    await world.restart({ env: env() });
    const slow = {
      kind: "slow",
      method: "POST",
      path: "/storage/exports",
      times: 1,
      ms: 5_000,
    } as const;
    const fault = world.sim.faults.add(slow);
    const { file, ended } = create("cut.bam");
    await vi.waitUntil(() => fault.struck === 1, { timeout: 20_000 });
    proxy.cut();
    expect((await ended).outs).toMatchObject({ state: "COMPLETED" });
    expect(world.sim.exports().filter(({ source }) => source.file === file)).toHaveLength(1);
  });

  it("an unreachable proxy is named, with its variable", async () => {
    await world.restart({ env: env({ HTTPS_PROXY: "http://127.0.0.1:9" }) });
    const { message } = await failing(create("gone.bam").ended);
    expect(message).toMatch(/the proxy 127\.0\.0\.1:9 from HTTPS_PROXY can't be reached .*ECONNREFUSED/);
  });

  it("a certificate of a private authority needs NODE_EXTRA_CA_CERTS, which is reported at once", async () => {
    await world.restart({ env: env({ NODE_EXTRA_CA_CERTS: "" }) });
    const { message } = await failing(create("untrusted.bam").ended);
    expect(message).toMatch(/platform\.example through the proxy 127\.0\.0\.1:\d+ .*NODE_EXTRA_CA_CERTS/);
    expect(proxy.asked.length).toBeLessThanOrEqual(2);
    expect(proxy.asked.length).toBeGreaterThan(0);
  });

  it("an invalid value is refused before any request, and not shown", async () => {
    await world.restart({ env: env({ HTTPS_PROXY: "socks5://lab:p%40ss@proxy:1080" }) });
    const { message } = await failing(create("socks.bam").ended);
    expect(message).toMatch(/HTTPS_PROXY: socks5:\/\/ proxies are not supported/);
    expect(message).not.toContain("p%40ss");
  });

  it("local addresses are reached directly", async () => {
    await world.restart({ env: env({ SB_API_ENDPOINT: world.sim.url, HTTP_PROXY: proxy.url }) });
    expect((await create("direct.bam").ended).outs).toMatchObject({ state: "COMPLETED" });
    expect(proxy.asked).toEqual([]);
  });
});
