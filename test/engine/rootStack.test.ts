import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../../simulator";
import { newStack, type Stack } from "../support/engine";
import { checkout, writeFiles } from "../support/project";
import { sharedClock } from "../support/world";

describe("the repository's own stack", () => {
  let simulator: Simulator;
  let stack: Stack;
  beforeAll(async () => {
    const clock = sharedClock(20);
    simulator = await startSimulator({ seed: "demo", now: clock.now });
    const env = { SB_API_ENDPOINT: simulator.url, SB_AUTH_TOKEN: simulator.token, ...clock.env };
    stack = await newStack({ dir: checkout, env });
    // The program finds the package by the name of its folder, as in a checkout.
    await symlink(join(checkout, "dist"), join(stack.dir, "dist"));
  });
  afterAll(async () => {
    await stack?.remove();
    await simulator?.close();
  });

  it("plans 437 exports, also to a volume that doesn't exist yet", async () => {
    const { output } = await stack.preview();
    expect(output).toMatch(
      /437 exports and 1 import: 425 to move \(one way\), \S+ TB; 12 to copy, 4.8 GB; 1 to import/,
    );
    expect(simulator.count(/^(POST|PATCH) \/(storage|files)/)).toBe(0);
  });

  it("exports the files listed in stack/exports.yaml once", async () => {
    await stack.up({ parallel: 100 });
    const count = (volume: string, below: string) =>
      simulator.objects(volume).filter(({ location }) => location.startsWith(below)).length;
    expect([count("lab/archive", "run7/"), count("lab/cohort", "aligned/")]).toEqual([37, 400]);
    const { exports, imports } = await stack.outputs();
    expect(exports).toMatchObject({ "sample-01-index": "s3://lab-archive/run7/sample-01.cram.crai" });
    expect(imports).toMatchObject({ panel: expect.stringMatching(/^[0-9a-f]{24}$/) });
    const mark = simulator.mark();
    await stack.up({ args: ["--expect-no-changes"] });
    // The folders that the selections list again.
    expect(new Set(simulator.requests.slice(mark).map(({ path }) => path))).toEqual(new Set(["/files"]));
  });

  it("reads another manifest if configured, and reports its problems without a stack trace", async () => {
    await writeFiles(stack.dir, { "other.yaml": "exports:\n  one: { source: { file: abc } }\n" });
    await stack.setConfig({ "cavatica:manifest": "other.yaml" });
    const { output } = await stack.preview({ expectFailure: true });
    expect(output).toContain('other.yaml:2:26: exports.one.source.file: "abc" must be');
    expect(output).not.toContain("fromManifest");
  });
});
