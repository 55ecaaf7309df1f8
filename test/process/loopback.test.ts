import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newPluginWorld, type PluginWorld } from "../support/pluginWorld";
import { isReachable, outsideAddresses } from "../support/reachable";

let world: PluginWorld;
beforeAll(async () => {
  world = await newPluginWorld();
});
afterAll(() => world.stop());

/** As Linux lists them: the local address in hexadecimal, in the byte order of the machine. */
const listening = (port: number): string[] =>
  ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((path) =>
    readFileSync(path, "utf8")
      .split("\n")
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local = "", , state]) => state === "0A" && parseInt(local.split(":")[1] ?? "", 16) === port)
      .map(([, local = ""]) => local.split(":")[0]!),
  );

it("the plugin's gRPC port is open on loopback alone", async () => {
  await world.plugin.handshake();
  const port = Number(world.plugin.lines[0]);
  expect(await isReachable("127.0.0.1", port)).toBe(true);
  for (const host of outsideAddresses()) expect(await isReachable(host, port), host).toBe(false);
  if (process.platform === "linux") expect(listening(port)).toEqual(["0100007F"]);
});
