import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  fileExport,
  newPlatformStack,
  type PlatformStack,
  program,
  SUBMISSIONS,
} from "../support/platformStack";
import { type ProxyServer, startProxy, startTlsFront, type TlsFront } from "../support/proxyServer";

const HOST = "platform.example";
const PASSWORD = "proxy-pa55word";

describe("a deployment whose only way out is a proxy", () => {
  let world: PlatformStack;
  let front: TlsFront;
  let proxy: ProxyServer;
  let folder: string;
  let output = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "cavatica-ca-"));
    world = await newPlatformStack({ account: false });
    front = await startTlsFront(HOST, Number(new URL(world.sim.url).port));
    proxy = await startProxy(front.port, { credentials: `lab:${PASSWORD}` });
    await writeFile(join(folder, "ca.pem"), front.ca);
    world.stack.setEnv({
      SB_API_ENDPOINT: `https://${HOST}/v2`,
      SB_AUTH_TOKEN: world.sim.token,
      HTTPS_PROXY: proxy.url.replace("//", `//lab:${PASSWORD}@`),
      NODE_EXTRA_CA_CERTS: join(folder, "ca.pem"),
    });
    await world.stack.setProgram(program(fileExport("a", world.file(), "a.bam"), "exports.uri = a.uri;"));
  });
  afterAll(async () => {
    await world.stop();
    await proxy.close();
    await front.close();
    await rm(folder, { recursive: true });
  });

  it("looks up files in the preview through it", async () => {
    const result = await world.stack.preview();
    output += result.output;
    expect(result.changes).toMatchObject({ create: 1, failed: 0 });
    expect(proxy.asked).toContain(`${HOST}:443`);
  });

  it("exports, and has nothing to do afterwards", async () => {
    const result = await world.stack.up();
    output += result.output;
    expect(result.changes).toMatchObject({ create: 1, failed: 0 });
    expect(world.sim.count(SUBMISSIONS)).toBe(1);
    const asked = proxy.asked.length;
    expect((await world.stack.up()).changes).toMatchObject({ same: 1 });
    expect(proxy.asked).toHaveLength(asked);
  });

  it("shows the proxy's password neither in output nor in state", async () => {
    expect(output).not.toContain(PASSWORD);
    expect(JSON.stringify(await world.stack.export({ showSecrets: true }))).not.toContain(PASSWORD);
  });
});
