import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeFiles } from "../support/project";
import { newPlatformStack, type PlatformStack } from "../support/platformStack";

const manifest = `
imports:
  good: { source: { volume: lab/archive, location: a.bed }, destination: { project: lab/run8 } }
  taken: { source: { volume: lab/archive, location: b.bed }, destination: { project: lab/run8, name: own.txt } }
  nowhere: { source: { volume: lab/archive, location: b.bed }, destination: { project: lab/nowhere } }
  retired: { source: { volume: lab/retired, location: b.bed }, destination: { project: lab/run8 } }
  twice: { source: { volume: lab/second, location: a.bed }, destination: { project: lab/run8 } }
bulkImports:
  many: { itemsFrom: many.tsv, volume: lab/archive, project: lab/run8 }
`;
const table = "location\tname\na.bed\tc.bed\nb.bed\town-too.txt\nnone.bed\t\n";
const FIXED = `
imports:
  good: { source: { volume: lab/archive, location: a.bed }, destination: { project: lab/run8 } }
bulkImports:
  many: { itemsFrom: many.tsv, volume: lab/archive, project: lab/run8 }
`;
const OTHER = "location: b.bed }, destination: { project: lab/run8, name: a.bed }";

describe("the preflight of a manifest's imports", () => {
  let world: PlatformStack;
  beforeAll(async () => {
    world = await newPlatformStack({
      program: `module.exports = require("pulumi-cavatica").fromManifest("exports.yaml").outputs;`,
      files: { "exports.yaml": manifest, "many.tsv": table },
    });
    const { sim } = world;
    for (const path of ["own.txt", "own-too.txt"]) sim.addFile({ project: "lab/run8", path });
    for (const location of ["a.bed", "b.bed"]) sim.addObject("lab/archive", location);
    sim.addObject("lab/second", "a.bed");
    sim.addVolume({ name: "retired", active: false });
  });
  afterAll(() => world?.stop());

  it("reports each import that will fail with its line, and writes nothing", async () => {
    const { sim, stack } = world;
    const { diagnostics } = await stack.preview({ expectFailure: true });
    const saidOf = (name: string) =>
      diagnostics.filter(({ urn }) => urn?.endsWith(`::${name}`)).map(({ message }) => message.trimEnd());
    expect(saidOf("good")).toEqual([]);
    for (const [name, text] of [
      ["taken", /:4:\d+: destination.name: lab\/run8 already has a file "own.txt" \(\w+\)/],
      ["nowhere", /:5:\d+: destination.project: nothing can be imported to lab\/nowhere: 404/],
      ["retired", /:6:\d+: source.volume: lab\/retired is inactive/],
      [
        "twice",
        /:7:\d+: destination.name: lab\/run8\/a.bed is already the destination of "good" \(.*:3:\d+\)/,
      ],
    ] as const)
      expect(saidOf(name)).toEqual([expect.stringMatching(text)]);
    const [many] = saidOf("many");
    expect(many).toMatch(/items: 2 of 3 will fail\./);
    expect(many).toMatch(/many.tsv:3:\d+: lab\/run8\/own-too.txt: destination.name: .*already/);
    expect(many).toMatch(/many.tsv:4:\d+: lab\/run8\/none.bed: source.location: .*doesn't exist/);
    expect(sim.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    expect(sim.count()).toBeLessThanOrEqual(10);
    expect(sim.count()).toBeGreaterThan(0);
  });

  it("passes the others, and makes no requests once they are imported", async () => {
    const { sim, stack } = world;
    await writeFiles(stack.dir, { "exports.yaml": FIXED, "many.tsv": "location\tname\na.bed\tc.bed\n" });
    const { output } = await stack.up({ preview: true });
    expect(output).toMatch(/Preflight of 2 imports: 2 to import\./);
    const mark = sim.mark();
    const again = await stack.preview({ args: ["--expect-no-changes"] });
    expect(again.output).toMatch(/Preflight of 2 imports: 2 already there\./);
    expect(sim.countSince(mark)).toBe(0);
  });

  it("only warns of an alias that the same import replaces, and allows the replacement", async () => {
    const { sim, stack } = world;
    const other = FIXED.replace("location: a.bed }, destination: { project: lab/run8 }", OTHER);
    await writeFiles(stack.dir, { "exports.yaml": other });
    const { output, changes } = await stack.up({ preview: true });
    expect(output).toMatch(
      /warning: .*:3:\d+: destination.name: .*If an earlier version of this import created/,
    );
    expect(changes).toMatchObject({ replace: 1 });
    expect(sim.imports().at(-1)).toMatchObject({ source: { location: "b.bed" }, state: "COMPLETED" });
  });
});
