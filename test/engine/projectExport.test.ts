import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../../simulator";
import { newStack, type OperationResult, type Stack } from "../support/engine";
import { newPlatformStack, type PlatformStack, program, SUBMISSIONS } from "../support/platformStack";
import { checkout } from "../support/project";
import { sharedClock } from "../support/world";

const said = ({ diagnostics }: OperationResult, wanted: string) =>
  diagnostics.filter(({ severity }) => severity === wanted).map(({ message }) => message);

describe("the example whole-project", () => {
  let sim: Simulator;
  let stack: Stack;
  beforeAll(async () => {
    const clock = sharedClock(20);
    sim = await startSimulator({ seed: "demo", now: clock.now, switches: { archivedMember: "is_archived" } });
    sim.addFile({ project: "lab/run7", path: "variants/_1_sample-01.vcf.gz" });
    sim.addFile({ project: "lab/run7", path: "reference/hg38.fa", public: true });
    stack = await newStack({
      dir: join(checkout, "examples/whole-project"),
      env: { SB_API_ENDPOINT: sim.url, SB_AUTH_TOKEN: sim.token, ...clock.env },
      config: { project: "lab/run7", volume: "lab/archive", prefix: "run7/" },
    });
  });
  afterAll(async () => {
    await stack?.remove();
    await sim?.close();
  });
  const exported = () =>
    sim
      .objects("lab/archive")
      .map(({ location }) => location)
      .filter((location) => location.startsWith("run7/"));

  it("moves what can be exported, with its folders, and names the rest", async () => {
    const result = await stack.up();
    expect(said(result, "warning")).toEqual([
      expect.stringMatching(
        /^1 file is left out: an alias.*\n *earlier\/run6.cram -> lab\/archive\/earlier\/run6.cram$/,
      ),
      expect.stringMatching(/^1 file is left out: archived, as far.* Restore.*\n *old\/frozen.bam$/),
      expect.stringMatching(/renamed.*\n *variants\/_1_sample-01.vcf.gz beside variants\/sample-01.vcf.gz$/),
    ]);
    expect(exported()).toHaveLength(38);
    expect(exported()).toEqual(
      expect.arrayContaining([
        "run7/aligned/sample-01.cram.crai",
        "run7/variants/sample-12.vcf.gz",
        "run7/run7.report.html",
      ]),
    );
    const { summary, failed, leftOut } = await stack.outputs();
    expect(summary).toMatchObject({ COMPLETED: { files: 38 } });
    expect(failed).toEqual([]);
    expect(leftOut).toMatchObject([
      { path: "earlier/run6.cram", why: "alias" },
      { path: "old/frozen.bam", why: "archived" },
    ]);
  });

  it("has nothing to do afterwards: moved files are done, and only lists are read", async () => {
    const mark = sim.mark();
    const { output } = await stack.preview({ args: ["--expect-no-changes"] });
    expect(output).toMatch(/Preflight of 38 exports: 38 already there/);
    await stack.up({ args: ["--expect-no-changes"] });
    // The project itself and its folders aligned, variants, old and earlier, each twice.
    expect(sim.requests.slice(mark).map(({ path }) => path)).toEqual(Array(10).fill("/files"));
  });

  it("submits only the file that was added to the project", async () => {
    sim.addFile({ project: "lab/run7", path: "aligned/sample-13.cram", size: 1000 });
    const mark = sim.mark();
    const planned = await stack.preview();
    expect(planned.output).toMatch(/Preflight of 39 exports: 1 to move \(one way\), 1 kB; 38 already there/);
    await stack.up();
    expect(sim.countSince(mark, SUBMISSIONS)).toBe(1);
    expect(exported()).toHaveLength(39);
  });

  it("is destroyed without any request to the platform", async () => {
    const mark = sim.mark();
    await stack.destroy();
    expect(await stack.resources()).toEqual({});
    expect(exported()).toHaveLength(39);
    expect(sim.countSince(mark)).toBe(0);
  });
});

describe("a ProjectExport", () => {
  let world: PlatformStack;
  beforeAll(async () => {
    world = await newPlatformStack();
    for (const path of ["old/a.bam", "new/a.bam", "new/b.bam"])
      world.sim.addFile({ project: "lab/run7", path });
  });
  afterAll(() => world.stop());

  const declare = (args: string, opts = "{}") =>
    program(
      `const { ProjectExport } = require("pulumi-cavatica");`,
      `exports.leftOut = new ProjectExport("run", { project: "lab/run7", volume: "lab/archive", ${args} }, ${opts}).leftOut;`,
    );
  const errorsOf = ({ diagnostics }: OperationResult) =>
    diagnostics.filter(({ severity }) => severity === "error");
  const preview = async (text: string) => {
    await world.stack.setProgram(text);
    return world.stack.preview({ expectFailure: true });
  };

  it("refuses two files for one location, naming both, on its own row and without a stack trace", async () => {
    const result = await preview(declare("keepFolders: false"));
    const [error] = errorsOf(result);
    expect(error?.message).toMatch(/new\/a.bam \(\w+\) and old\/a.bam \(\w+\) would both go to a.bam/);
    expect(error?.urn).toMatch(/cavatica:index:ProjectExport::run$/);
    expect(result.output).not.toMatch(/\.js:\d+/);
  });

  it("does so even if the program doesn't use its outputs", async () => {
    const result = await preview(declare(`include: ["*.cram"]`).replace(".leftOut", ""));
    expect(errorsOf(result).map(({ message }) => message)).toEqual([
      expect.stringMatching(/^no file meets the criteria/),
      expect.stringMatching(/can't be declared; the error in its own row says why$/),
    ]);
    expect(result.output).not.toMatch(/\.js:\d+/);
  });

  it("refuses an empty selection, and names bad criteria", async () => {
    expect((await preview(declare(`include: ["*.cram"]`))).output).toMatch(
      /no file meets the criteria; check/,
    );
    const { output } = await preview(declare(`include: ["/new/*"], minSize: -1`));
    expect(output).toMatch(/ProjectExport: .*include.0: "\/new\/\*" must not start with "\/"/);
    expect(output).toMatch(/minSize: -1 must not be negative/);
  });

  it("selects files for a volume that doesn't exist yet", async () => {
    await world.stack.setProgram(
      program(
        `const { ProjectExport } = require("pulumi-cavatica");`,
        `const upstream = new Dummy("upstream", { name: "u", makes: { volume: "lab/archive" } });`,
        `new ProjectExport("run", { project: "lab/run7", parent: undefined, include: ["new/*"], volume: upstream.made.volume });`,
      ),
    );
    const result = await world.stack.preview();
    expect(result.output).toMatch(/Preflight of 2 exports: 2 to move \(one way\)/);
    await world.stack.up();
    expect(
      world.sim
        .exports()
        .map(({ destination }) => destination.location)
        .sort(),
    ).toEqual(["new/a.bam", "new/b.bam"]);
  });
});
