import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { FileExport } from "../../../provider/index";
import { type Simulator, startSimulator } from "../../../simulator";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator();
  vi.stubEnv("SB_API_ENDPOINT", sim.url);
  vi.stubEnv("SB_AUTH_TOKEN", sim.token);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await sim.close();
});

it("unit tests with mocks run without a preflight, both as previews and with a stack", async () => {
  const said = (["info", "warn", "error"] as const).map((level) => vi.spyOn(pulumi.log, level));
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as object }),
    call: ({ inputs }) => inputs as object,
  };
  await pulumi.runtime.setMocks(mocks, "project", "stack", true);
  const program = async () => {
    const { destination } = new FileExport("one", {
      source: { file: "65a1f0c20000000000dead01" },
      destination: { volume: "lab/archive", location: "one" },
    });
    return Promise.resolve({ destination });
  };
  // The preflight uses this to keep a program alive as soon as it receives a declaration.
  const held = vi.spyOn(pulumi.runtime, "rpcKeepAlive");
  const { destination } = (await pulumi.runtime.runInPulumiStack(program)) as Record<string, unknown>;
  expect(destination).toBeDefined();
  expect(held).not.toHaveBeenCalled();
  expect(sim.requests).toEqual([]);
  for (const spy of said) expect(spy).not.toHaveBeenCalled();
});
