import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationResult } from "../support/engine";
import { fileExport, newPlatformStack, type PlatformStack, program } from "../support/platformStack";

const GONE = "65a1f0c20000000000dead01";
const said = ({ diagnostics }: OperationResult, wanted: string) =>
  diagnostics.filter(({ severity }) => severity === wanted).map(({ message }) => message);

describe("cavatica:preflight", () => {
  let world: PlatformStack;
  beforeAll(async () => {
    world = await newPlatformStack({ program: program(fileExport("gone", GONE, "a.bam")) });
  });
  afterAll(() => world.stop());

  it("warn: reports the same findings, and passes the preview", async () => {
    await world.stack.setConfig({ "cavatica:preflight": "warn" });
    const result = await world.stack.preview();
    expect(said(result, "error")).toEqual([]);
    expect(said(result, "warning")).toEqual([
      expect.stringMatching(/^source.file: 65a1f0c2\w+ can't be read/),
    ]);
  });

  it("off: makes no requests", async () => {
    await world.stack.setConfig({ "cavatica:preflight": "off" });
    const mark = world.sim.mark();
    expect((await world.stack.preview()).output).not.toContain("Preflight");
    expect(world.sim.countSince(mark)).toBe(0);
  });

  it("any other value: is refused with a list of the allowed ones", async () => {
    await world.stack.setConfig({ "cavatica:preflight": "maybe" });
    const { output } = await world.stack.preview({ expectFailure: true });
    expect(output).toMatch(/cavatica:preflight: "maybe" must be one of: off, warn, fail/);
    await world.stack.setConfig({ "cavatica:preflight": "fail" });
  });

  it("fail: stops an `up` before anything is written", async () => {
    const mark = world.sim.mark();
    const { output } = await world.stack.up({ preview: true, expectFailure: true });
    expect(output).toMatch(/1 of 1 export will fail as declared/);
    expect(output).not.toMatch(/RunError|at .*\.js:\d+/);
    expect(world.sim.requests.slice(mark).filter(({ path }) => /exports/.test(path))).toEqual([]);
  });

  it("finds two exports to one location and a file in two moves, which only the whole program reveals", async () => {
    const [one, two] = [world.file(), world.file()];
    await world.stack.setProgram(
      program(
        fileExport("first", one, "same.bam"),
        fileExport("place", two, "same.bam"),
        fileExport("again", one, "other.bam"),
        fileExport("copies", one, { location: "copy.bam", copyOnly: true }),
      ),
    );
    const result = await world.stack.preview({ expectFailure: true });
    const errors = said(result, "error").sort();
    expect(errors).toEqual([
      expect.stringMatching(/^Preflight: 2 of 4/),
      expect.stringMatching(
        /^destination.location: lab\/archive\/same.bam is also the destination of "first"/,
      ),
      expect.stringMatching(/^source.file: \w+ is moved to lab\/archive\/same.bam by "first"/),
    ]);
  });

  it("checks resources that are declared late, once the others are known", async () => {
    const file = world.file();
    await world.stack.setProgram(
      program(
        `const late = (urn) => setTimeout(() => new FileExport("late", { source: { file: "${GONE}" }, destination: { volume: "lab/archive", location: urn.length + ".bam" } }), 1);`,
        fileExport("early", file, "early.bam"),
        `early.urn.apply(late);`,
      ),
    );
    const result = await world.stack.preview({ expectFailure: true });
    expect(said(result, "error")).toContainEqual(
      expect.stringMatching(/^source.file: 65a1f0c2\w+ can't be read/),
    );
  });
});

describe("accounts in a preflight", () => {
  it("reports missing credentials in one line, and passes", async () => {
    const world = await newPlatformStack({
      account: false,
      program: program(
        fileExport("gone", GONE, "a.bam"),
        fileExport("too", GONE, { location: "b.bam", copyOnly: true }),
      ),
    });
    const result = await world.stack.preview();
    expect(said(result, "info").filter((message) => message.includes("look up anything"))).toHaveLength(1);
    expect(said(result, "info")).toContainEqual(expect.stringMatching(/2 not known yet/));
    await world.stop();
  });

  it("checks an explicit Provider's exports separately, with its account", async () => {
    const world = await newPlatformStack();
    const { sim, stack } = world;
    const partner = sim.addUser({ username: "partner" });
    sim.addVolume({ name: "inbox", owner: "partner" });
    const theirs = sim.addFile({ project: "partner/data", path: "theirs.bam" }).id;
    await stack.setConfig({ partnerToken: { secret: partner.token } });
    await stack.setProgram(
      program(
        `const partner = new Provider("partner", { endpoint: "${sim.url}", authToken: new pulumi.Config().requireSecret("partnerToken") });`,
        `const group = new pulumi.ComponentResource("test:Group", "group", {}, { providers: [partner] });`,
        fileExport("ours", world.file(), "ours.bam"),
        fileExport("theirs", theirs, { volume: "partner/inbox", location: "a.bam" }, "{ parent: group }"),
        fileExport("astray", theirs, { location: "a.bam", copyOnly: true }),
      ),
    );
    const result = await stack.preview({ expectFailure: true });
    expect(said(result, "error").sort()).toEqual([
      expect.stringMatching(/^Preflight: 1 of 3/),
      expect.stringMatching(/^source.file: \w+ can't be read/),
    ]);
    expect(new Set(sim.requests.map(({ user }) => user))).toEqual(new Set(["lab", "partner"]));
    expect(sim.count("POST /bulk/files/get")).toBe(2);
    await world.stop();
  });

  it("fails the preview if a token isn't accepted", async () => {
    const world = await newPlatformStack({ env: { SB_AUTH_TOKEN: "expired" } });
    await world.stack.setProgram(program(fileExport("one", world.file(), "a.bam")));
    const result = await world.stack.preview({ expectFailure: true });
    expect(said(result, "error")).toContainEqual(
      expect.stringMatching(/couldn't look up anything.*401.*SB_AUTH_TOKEN/),
    );
    await world.stop();
  });
});
