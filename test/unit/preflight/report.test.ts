import { describe, expect, it } from "vitest";
import type { PlannedExport, PlannedImport } from "../../../provider/preflight/plan/planned";
import { messageOf, type Named } from "../../../provider/preflight/print/messages";
import { failureOf } from "../../../provider/preflight/print/summary";
import { totalsOf, totalsText } from "../../../provider/preflight/print/totals";
import type { Fate, Finding } from "../../../provider/preflight/judge/verdict";

const item = (location: string, more: Partial<PlannedExport> = {}): PlannedExport => ({
  owner: undefined,
  isItem: true,
  status: "new",
  file: `id-of-${location}`,
  volume: "lab/archive",
  location,
  overwrite: false,
  moves: true,
  ...more,
});
const error = (about: Finding["item"], text: string, part: Finding["part"] = "source.file"): Finding => ({
  item: about,
  part,
  severity: "error",
  text,
});
const owner = (more: Partial<Named> = {}): Named => ({
  name: "run7",
  origin: undefined,
  isSecret: false,
  ...more,
});

describe("the messages of a resource", () => {
  it("name property and location of a single export, with one line per problem", () => {
    const single = item("a.bam", { isItem: false });
    const origin = { at: (part?: string) => `exports.yaml:4:${part === "source.file" ? 20 : 40}` };
    expect(
      messageOf(owner({ origin }), [error(single, "one."), error(single, "two.", "destination.volume")], 1),
    ).toBe("exports.yaml:4:20: source.file: one.\nexports.yaml:4:40: destination.volume: two.");
    expect(messageOf(owner(), [error(single, "one.")], 1)).toBe("source.file: one.");
  });

  it("name items by location and line, and state once what many have in common", () => {
    const origin = {
      at: () => "exports.yaml:9:3",
      ofItem: ({ location }: { location: string }) => (location === "a" ? "run.tsv:2:1" : undefined),
    };
    const gone = ["b", "c", "d"].map((location) =>
      error(item(location), "lab/archive is gone.", "destination.volume"),
    );
    expect(messageOf(owner({ origin }), [error(item("a"), "missing."), ...gone], 400)).toBe(
      [
        "items: 4 of 400 will fail.",
        "run.tsv:2:1: lab/archive/a: source.file: missing.",
        "exports.yaml:9:3: lab/archive/b and 2 more: destination.volume: lab/archive is gone.",
      ].join("\n"),
    );
  });

  it("name twenty of many, and count the rest", () => {
    const many = Array.from({ length: 30 }, (_, i) => error(item(`${i}`), `problem ${i}.`));
    const lines = messageOf(owner(), many, 30).split("\n");
    expect(lines).toHaveLength(22);
    expect(lines.at(-1)).toBe("and 10 more like these");
  });

  it("show nothing of secret inputs", () => {
    const text = messageOf(
      owner({ isSecret: true }),
      [error(item("patient-7.bam"), "id-of-patient-7.bam is an alias of lab/archive/patient-7.bam.")],
      1,
    );
    expect(text).not.toContain("patient-7");
  });
});

describe("a plan's totals", () => {
  const totals = (fates: [PlannedExport | PlannedImport, Fate][], unchecked = 0) =>
    totalsText(totalsOf(new Map(fates), ({ size }) => size, unchecked));

  it("count exports and bytes by outcome", () => {
    const text = totals([
      [item("a", { size: 1_500_000 }), "move"],
      [item("b", { size: 500_000 }), "move"],
      [item("c", { size: 1_000 }), "copy"],
      [item("d"), "there"],
      [item("e"), "impossible"],
      [item("f"), "unknown"],
    ]);
    expect(text).toMatch(
      /^Preflight of 6 exports: 2 to move \(one way\), 2 MB; 1 to copy, 1 kB; 1 already there; 1 that will fail; 1 not known yet\./,
    );
  });

  it("estimate the requests, and report locations that weren't checked", () => {
    const moves = Array.from({ length: 250 }, (_, i): [PlannedExport, Fate] => [
      item(`${i}`, { isItem: false }),
      "move",
    ]);
    const text = totals(moves, 30);
    expect(text).toMatch(/Submitting takes about 5 requests, and each status poll of all jobs 3\./);
    expect(text).toMatch(/wasn't checked for 30 exports/);
  });

  it("count imports separately", () => {
    const imported: PlannedImport = { ...item("a"), folder: "lab/run8", name: "a", autorename: false };
    const text = totals([
      [imported, "import"],
      [item("b"), "copy"],
    ]);
    expect(text).toMatch(
      /^Preflight of 1 export and 1 import: 1 to copy; 1 to import. Submitting takes about 7 requests, and each status poll of all jobs 2\.$/,
    );
    expect(totals([[imported, "there"]])).toBe("Preflight of 1 import: 1 already there.");
  });

  it("name a part of them in proper English", () => {
    const imported: PlannedImport = { ...item("a"), folder: "lab/run8", name: "a", autorename: false };
    type Fates = Parameters<typeof failureOf>[0]["fates"];
    const failing = (...items: (PlannedExport | PlannedImport)[]) =>
      failureOf({ fates: new Map(items.map((one) => [one, "impossible"])) as Fates, notes: [] });
    expect(failing(item("b"))).toMatch(/^Preflight: 1 of 1 export will fail/);
    expect(failing(imported)).toMatch(/^Preflight: 1 of 1 import will fail/);
    expect(failing(item("b"), imported)).toMatch(/^Preflight: 2 of 2 exports and imports will fail/);
  });

  it("omit requests if none are needed", () => {
    expect(totals([[item("a"), "there"]])).toBe("Preflight of 1 export: 1 already there.");
  });
});

it("a plan's totals report how many objects are verified, among those that this deployment exports", () => {
  const items = [item("a", { verify: true }), item("b"), item("c", { verify: true, status: "done" })];
  const fates = new Map<PlannedExport, Fate>([
    [items[0]!, "move"],
    [items[1]!, "move"],
    [items[2]!, "there"],
  ]);
  expect(totalsText(totalsOf(fates, () => undefined, 0))).toContain(" Then 1 object is verified.");
});
