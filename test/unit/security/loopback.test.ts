import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../../simulator";
import { simulatorCommand } from "../../../simulator/command";
import { isReachable, outsideAddresses } from "../../support/reachable";

describe("the simulator", () => {
  let sim: Simulator;
  beforeAll(async () => {
    sim = await startSimulator();
  });
  afterAll(() => sim.close());

  test("listens on loopback alone", async () => {
    expect(sim.app.server.address()).toMatchObject({ address: "127.0.0.1" });
    const port = Number(new URL(sim.url).port);
    expect(await isReachable("127.0.0.1", port)).toBe(true);
    for (const host of outsideAddresses()) expect(await isReachable(host, port), host).toBe(false);
  });

  test("has no option that would change that from the command line", () => {
    expect(simulatorCommand().options.map(({ long }) => long)).not.toContain("--host");
  });
});
