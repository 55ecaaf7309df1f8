import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeFiles } from "../support/project";
import { newPlatformStack, type PlatformStack, SUBMISSIONS } from "../support/platformStack";
import type { OperationResult } from "../support/engine";

const program = `module.exports = require("pulumi-cavatica").fromManifest("exports.yaml").outputs;`;

const MISSING = "65a1f0c20000000000dead01";
const MISSING_TOO = "65a1f0c20000000000dead02";
const SINGLE = 60;
const COUNT = 500;

interface Line {
  file: string;
  location: string;
  volume?: string;
}

/** Names of the resources and the line of each in the manifest below. */
const manifestOf = (lines: Line[]): string =>
  [
    "defaults: { volume: lab/archive, prefix: run7/ }",
    "exports:",
    ...lines
      .slice(0, SINGLE)
      .map(
        ({ file, location, volume }, i) =>
          `  e${i}: { source: { file: ${file} }, destination: { location: ${location}${volume ? `, volume: ${volume}` : ""} } }`,
      ),
    "bulkExports:",
    "  rest: { itemsFrom: rest.tsv }",
    "",
  ].join("\n");

const tableOf = (lines: Line[]): string =>
  [
    "file\tlocation\tvolume",
    ...lines.slice(SINGLE).map(({ file, location, volume = "" }) => `${file}\t${location}\t${volume}`),
    "",
  ].join("\n");

const filesOf = (lines: Line[]) => ({ "exports.yaml": manifestOf(lines), "rest.tsv": tableOf(lines) });

describe("the preflight of a manifest of 500 files, 12 of which can't be exported", () => {
  let world: PlatformStack;
  let good: Line[];
  let bad: Line[];
  beforeAll(async () => {
    world = await newPlatformStack({
      program,
      files: { "exports.yaml": "exports: {}", "rest.tsv": "file\tlocation\n" },
      sim: { switches: { archivedMember: "is_archived" } },
    });
    const { sim } = world;
    sim.addVolume({ name: "readonly", accessMode: "RO" });
    sim.addVolume({ name: "retired", active: false });
    for (const name of ["taken", "taken-too"]) sim.addObject("lab/archive", `run7/${name}.bam`);
    const add = (path: string, more = {}) =>
      sim.addFile({ project: "lab/run7", path, size: 1000, ...more }).id;
    good = sim
      .addFiles({ project: "lab/run7", count: COUNT + 1, prefix: "f", size: 1000 })
      .map(({ id }, i) => ({ file: id, location: `f${i}.bam` }));
    bad = [...good.slice(0, COUNT)];
    const spoil = (i: number, what: Partial<Line>) => (bad[i] = { ...bad[i]!, ...what });
    spoil(3, { file: MISSING });
    spoil(7, { file: add("folder/") });
    spoil(11, { file: add("frozen.bam", { archived: true }) });
    spoil(15, { file: sim.addFile({ project: "admin/sbg-public-data", path: "hg38.fa", public: true }).id });
    spoil(19, { file: add("old.bam", { storage: { volume: "lab/archive", location: "old/old.bam" } }) });
    spoil(23, { file: add("far.bam", { region: "google:us-west1" }) });
    spoil(27, { volume: "lab/gone" });
    spoil(31, { volume: "lab/readonly" });
    spoil(35, { volume: "lab/retired" });
    spoil(39, { location: "taken-too.bam" });
    spoil(COUNT - 4, { file: MISSING_TOO });
    spoil(COUNT - 2, { location: "taken.bam" });
  });
  afterAll(() => world?.stop());

  it("reports each on its own resource with its line, in at most 10 requests, and writes nothing", async () => {
    const { sim, stack } = world;
    await writeFiles(stack.dir, filesOf(bad));
    const result = await stack.preview({ expectFailure: true });
    const errors = errorsByResource(result);
    expect(Object.keys(errors).sort()).toEqual(
      [...[3, 7, 11, 15, 19, 23, 27, 31, 35, 39].map((i) => `e${i}`), "rest", "stack"].sort(),
    );
    for (const [i, text] of [
      [3, /:6:\d+: source.file: 65a1f0c20000000000dead01 can't be read: 404 \(code 5002\)/],
      [7, /:10:\d+: source.file: \w+ \(folder in lab\/run7\) is a folder/],
      [11, /:14:\d+: source.file: .*is archived; restore it/],
      [15, /:18:\d+: source.file: .*public files/],
      [19, /:22:\d+: source.file: .*is an alias of lab\/archive\/old\/old.bam/],
      [23, /:26:\d+: destination.volume: the file is stored in google:us-west1, but the volume is on s3/],
      [27, /:30:\d+: destination.volume: lab\/gone can't be used: 404 \(code 9007\)/],
      [31, /:34:\d+: destination.volume: lab\/readonly has accessMode RO/],
      [35, /:38:\d+: destination.volume: lab\/retired is inactive/],
      [39, /:42:\d+: destination.location: lab\/archive\/run7\/taken-too.bam already exists/],
    ] as const)
      expect(errors[`e${i}`]).toMatch(text);
    expect(errors["rest"]).toMatch(/items: 2 of 440 will fail/);
    expect(errors["rest"]).toMatch(
      /rest.tsv:438:1: lab\/archive\/run7\/f496.bam: source.file: \w+dead02 can't/,
    );
    expect(errors["rest"]).toMatch(
      /rest.tsv:440:\d+: lab\/archive\/run7\/taken.bam: destination.location: .*already exists/,
    );
    expect(errors["stack"]).toMatch(/12 of 500 exports will fail as declared.*nothing was changed/);
    expect(sim.count()).toBeLessThanOrEqual(10);
    expect(sim.count()).toBeGreaterThan(0);
    expect(sim.requests.filter(({ method, path }) => method !== "GET" && !path.endsWith("/get"))).toEqual([]);
    const totals = result.diagnostics.find(
      ({ severity, message }) => severity === "info" && /^Preflight/.test(message),
    );
    expect(totals?.message).toMatch(/500 exports: 488 to move \(one way\), 488 kB; 12 that will fail/);
  });

  it("moves all files once fixed, and then has nothing to do and makes no requests", async () => {
    const { sim, stack } = world;
    await writeFiles(stack.dir, filesOf(good.slice(0, COUNT)));
    await stack.up({ parallel: 100, preview: true });
    expect(sim.exports()).toHaveLength(COUNT);
    const mark = sim.mark();
    const { diagnostics } = await stack.preview({ args: ["--expect-no-changes"] });
    expect(diagnostics.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/500 already there/),
    );
    expect(sim.countSince(mark)).toBe(0);
  });

  it("submits only what an additional line adds", async () => {
    const { sim, stack } = world;
    await writeFiles(stack.dir, filesOf(good));
    const mark = sim.mark();
    const { output } = await stack.up({ preview: true });
    expect(output).toMatch(/501 exports: 1 to move \(one way\), 1 kB; 500 already there/);
    expect(sim.countSince(mark, SUBMISSIONS)).toBe(1);
    expect(sim.exports()).toHaveLength(COUNT + 1);
  });
});

function errorsByResource({ diagnostics }: OperationResult): Record<string, string> {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const nameOf = (urn = "") =>
    /pulumi:pulumi:Stack::/.test(urn) || !urn ? "stack" : urn.split("::").at(-1)!;
  return Object.fromEntries(errors.map(({ urn, message }) => [nameOf(urn), message]));
}
