import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../../simulator";
import {
  errorsOf,
  fileExport,
  newPlatformStack,
  type PlatformStack,
  program,
} from "../support/platformStack";

const FILE = "65a1f0c2e4b0a1b2c3d4e5f6";

describe("two platforms in one program", () => {
  let world: PlatformStack;
  let other: Simulator;
  let processes = 0;

  beforeAll(async () => {
    world = await newPlatformStack({ sim: { jobSeconds: 120 } });
    other = await startSimulator({ jobSeconds: 1, token: "token-of-the-other" });
    other.addVolume({ name: "archive", bucket: "other-archive" });
    // IDs belong to a platform: the same ID may identify another file elsewhere.
    world.sim.addFile({ project: "lab/run7", path: "here.bam", id: FILE, size: 1 });
    other.addFile({ project: "lab/elsewhere", path: "there.bam", id: FILE, size: 2 });
    await world.stack.setConfig({ token: { secret: other.token } });
  });
  afterAll(async () => {
    await world.stop();
    await other.close();
  });

  const declared = () =>
    program(
      `const token = new pulumi.Config().requireSecret("token");`,
      `const elsewhere = new Provider("elsewhere", { endpoint: "${other.url}", authToken: token });`,
      `const second = new Provider("second", { endpoint: "${other.url}", authToken: token });`,
      fileExport("here", FILE, { location: "same.bam", copyOnly: true }),
      fileExport("there", FILE, { location: "same.bam", copyOnly: true }, "{ provider: elsewhere }"),
      fileExport("again", FILE, { location: "again.bam", copyOnly: true }, "{ provider: second }"),
      `const ids = pulumi.all([getFileOutput({ id: "${FILE}" }), getFileOutput({ id: "${FILE}" }, { provider: elsewhere })]);`,
      `module.exports = { here: here.result, there: there.result, uri: there.uri, paths: ids.apply((both) => both.map(({ path }) => path)) };`,
    );

  it("keeps identical file IDs, locations and volume IDs apart, and prefers the provider over the environment", async () => {
    await world.stack.setProgram(declared());
    const run = world.stack.start("up");
    await run.waitFor(() => {
      processes = Math.max(processes, world.stack.providerPids().length);
      return world.sim.exports().length === 1 && other.exports().length === 2;
    });
    const result = await run.done;
    expect(result.output).not.toContain(other.token);
    expect(result.exitCode).toBe(0);
    expect(await world.stack.outputs()).toEqual({
      here: { id: FILE, name: "here.bam", project: "lab/run7" },
      there: { id: FILE, name: "there.bam", project: "lab/elsewhere" },
      uri: "s3://other-archive/same.bam",
      paths: ["here.bam", "there.bam"],
    });
    expect(world.sim.objects("lab/archive").map(({ size }) => size)).toEqual([1]);
    expect(other.objects("lab/archive").map(({ size }) => size)).toEqual([2, 2]);
  });

  it("runs one process per provider, and uses each account's own token only", () => {
    expect(processes).toBe(3);
    expect([...world.sim.requests, ...other.requests].filter(({ status }) => status >= 400)).toEqual([]);
  });

  it("still does so in a second up and a refresh", async () => {
    const marks = [world.sim.mark(), other.mark()] as const;
    expect((await world.stack.up({ args: ["--expect-no-changes"] })).diagnostics).toEqual([]);
    // Only the program's lookups: a file and its project's folder on each platform.
    expect([world.sim.countSince(marks[0]), other.countSince(marks[1])]).toEqual([2, 2]);
    await world.stack.refresh({ args: ["--expect-no-changes"] });
    expect([...world.sim.requests, ...other.requests].filter(({ status }) => status >= 400)).toEqual([]);
  });

  it("stores both tokens in state only encrypted", async () => {
    const state = JSON.stringify(await world.stack.export());
    expect(state).not.toContain(other.token);
    expect(state).not.toContain(world.sim.token);
    await world.stack.destroy();
  });
});

describe("an unusable Provider", () => {
  let world: PlatformStack;
  beforeAll(async () => {
    world = await newPlatformStack();
  });
  afterAll(() => world.stop());

  it.each([
    [
      `endpoint: "http://example.org/v2", authToken: "t"`,
      /Provider "p": endpoint "http:\/\/example.org\/v2" uses plain http/,
    ],
    [
      `endpoint: "cavatika", authToken: "t"`,
      /endpoint "cavatika" is neither a platform's short name nor an address.*cavatica, cgc/,
    ],
    [
      `endpoint: pulumi.output("cavatika"), authToken: "t"`,
      /endpoint "cavatika" is neither a platform's short name/,
    ],
    [`authToken: pulumi.secret("")`, /Provider "p": authToken is empty; it must be the account's token/],
    [`authToken: undefined`, /Provider "p": authToken is missing/],
  ])("fails the preview for { %s }, without falling back to another account", async (args, text) => {
    const export_ = fileExport("x", world.file(), "x.bam", "{ provider: p }");
    await world.stack.setProgram(program(`const p = new Provider("p", { ${args} });`, export_));
    const result = await world.stack.preview({ expectFailure: true });
    expect(errorsOf(result).join("\n")).toMatch(text);
    expect(world.sim.requests).toEqual([]);
  });
});
