import { afterEach, describe, expect, it } from "vitest";
import { ANY_UNKNOWN } from "../../provider/inputs/unknowns";
import { newPluginWorld, type PluginWorld } from "../support/pluginWorld";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const sealed = (value: string) => ({ [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value });

describe("the native plugin's provider", () => {
  let world: PluginWorld;
  afterEach(() => world.stop());

  it("takes token and endpoint from the configuration, wrapped as a secret or not", async () => {
    world = await newPluginWorld({ account: false });
    await world.plugin.configure({ endpoint: world.sim.url, authToken: sealed(world.sim.token) });
    const { found } = await world.plugin.invoke("getVolume", { id: "lab/archive" });
    expect(found).toMatchObject({ id: "lab/archive", accessMode: "RW", bucket: "lab-archive" });
  });

  it("makes an explicit provider use only its own token", async () => {
    world = await newPluginWorld();
    await world.plugin.configure({ endpoint: world.sim.url, authToken: "no-such-token-0001" }, "partner");
    const error = await world.plugin.invoke("getVolume", { id: "lab/archive" }).catch(String);
    expect(error).toMatch(/getVolume: .*token/i);
    expect(error).not.toContain("no-such-token-0001");
  });

  it("reports what is wrong before anything is done, and never the token", async () => {
    world = await newPluginWorld();
    const { inputs, failures } = await world.plugin.checkConfig(
      { endpoint: "nowhere", authToken: sealed(" "), preflight: "maybe", authTokn: "x" },
      "partner",
    );
    expect(failures.map(({ property }) => property).sort()).toEqual([
      "authToken",
      "authTokn",
      "endpoint",
      "preflight",
    ]);
    expect(inputs["authToken"]).toHaveProperty(SIGNATURE);
    expect((await world.plugin.checkConfig({}, "partner")).failures).toEqual([
      { property: "authToken", reason: expect.stringContaining('Provider "partner": authToken is missing') },
    ]);
  });

  it("accepts an empty default configuration, other programs' settings and unknown values", async () => {
    world = await newPluginWorld();
    expect((await world.plugin.checkConfig({ other: "1" })).failures).toEqual([]);
    expect((await world.plugin.checkConfig({ authToken: ANY_UNKNOWN }, "later")).failures).toEqual([]);
  });

  it("never replaces a declared resource because another setting changed", async () => {
    world = await newPluginWorld();
    expect(await world.plugin.diffConfig({ endpoint: "cgc" }, { endpoint: "cavatica" })).toEqual({
      diffs: ["endpoint"],
      replaces: [],
    });
    expect((await world.plugin.diffConfig({ endpoint: "cgc" }, { endpoint: "cgc" })).diffs).toEqual([]);
  });

  it("looks things up, and rejects wrong arguments by name", async () => {
    world = await newPluginWorld();
    const file = world.file("aligned/a.cram");
    const { found } = await world.plugin.invoke("getFiles", { project: "lab/run7", include: ["**/*.cram"] });
    expect(found["files"]).toMatchObject([{ id: file, path: "aligned/a.cram" }]);
    expect((await world.plugin.invoke("getFile", { id: file, path: null })).found).toMatchObject({
      id: file,
    });
    const mark = world.sim.mark();
    expect((await world.plugin.invoke("getFiles", { project: "x" })).failures).toMatchObject([
      { property: "project" },
    ]);
    expect(world.sim.countSince(mark)).toBe(0);
    await expect(world.plugin.invoke("getNothing", {})).rejects.toThrow(/has no function/);
  });

  it("ends when its engine is gone", async () => {
    world = await newPluginWorld();
    world.plugin.engine.stop();
    expect(await world.plugin.exited).toBe(1);
  });
});
