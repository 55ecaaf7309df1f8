import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toHtml } from "../../../provider/report/html/page";
import { MOST_BYTES, toMarkdown } from "../../../provider/report/markdown";
import { type Report, reportOf } from "../../../provider/report/report";
import { parseState } from "../../../provider/report/state";
import { visible } from "../../../provider/report/texts";
import { toTsv } from "../../../provider/report/tsv";
import { HOSTILE, sampleState } from "../../support/sampleState";

const sample = (count: number) => reportOf(parseState(sampleState(count), "state"));
const withName = (name: string): Report => ({
  project: "p",
  stack: "s",
  rows: [{ resource: "r", type: "FileExport", state: "COMPLETED", name, place: name, error: name }],
});
const withImport = (): Report => ({
  ...withName("a.bam"),
  rows: [
    {
      resource: "back",
      type: "BulkFileImport",
      state: "FAILED",
      name: "a.bed",
      project: "lab/run8",
      error: "No.",
    },
    { resource: "out", type: "FileExport", state: "COMPLETED", place: "lab/archive/b.bam" },
  ],
});
const cellsOf = (line: string) => line.split("\t");
const anything = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."=+-@\t\n\r|`<>\"'&\\_*[]# a") }),
);

describe("TSV", () => {
  it("has a header and one line per file, with the same number of cells in each", () => {
    const lines = toTsv(sample(60)).slice(0, -1).split("\n");
    expect(lines).toHaveLength(1 + 65);
    expect(new Set(lines.map((line) => cellsOf(line).length))).toEqual(new Set([17]));
    expect(lines[1]).toMatch(/^FAILED\t/);
  });

  it("survives any name, starts no formula, and can be read back", () => {
    fc.assert(
      fc.property(anything, (name) => {
        const text = toTsv(withName(name));
        const [header, cells, ...rest] = text.split("\n").map(cellsOf);
        expect(rest).toEqual([[""]]);
        expect(cells).toHaveLength(header!.length);
        for (const cell of cells!) expect(cell).not.toMatch(/^"?[=+\-@＝＋－＠]/);
        const [row] = parse<Record<string, string>>(text, { delimiter: "\t", columns: true });
        expect([visible(name), `'${visible(name)}`]).toContain(row!["name"]);
      }),
    );
  });
});

describe("imports", () => {
  it("appear in the title, and a failed one is named by its resource and destination", () => {
    expect(toMarkdown(withImport())).toMatch(/^## Exports and imports of /);
    const page = toHtml(withImport());
    expect(page).toContain("<title>Exports and imports of p / s</title>");
    expect(page).toContain("BulkFileImport back · lab/run8/a.bed");
    expect(page).toContain("Single FileExports: 1 file");
    expect(toHtml(withName("a.bam"))).toContain("<title>Exports of p / s</title>");
  });
});

describe("Markdown", () => {
  it("stays below the limit, states what it leaves out, and closes what it opened", () => {
    const text = toMarkdown(sample(10_000));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_BYTES);
    expect(text).toMatch(/\d+ of 10\u202f005 files are left out .*--format html/);
    expect(text.match(/<details>/g)).toHaveLength(text.match(/<\/details>/g)!.length);
    expect(text.indexOf("### Failed")).toBeLessThan(text.indexOf("### Done"));
    const small = toMarkdown(sample(10_000), 3_000);
    expect(Buffer.byteLength(small)).toBeLessThanOrEqual(3_000);
    expect(toMarkdown(sample(60))).not.toContain("left out");
  });

  it("treats no name as markup", () => {
    fc.assert(
      fc.property(anything, (name) => {
        const lines = toMarkdown(withName(name)).split("\n");
        const row = lines.find((line) => line.startsWith("| <code>r"))!;
        expect(row.split("|")).toHaveLength(8);
        expect(row.replaceAll(/<\/?code>|<br>|&#\d+;/g, "")).not.toMatch(/[`<>&*_[\]@#\\]/);
      }),
    );
  });
});

describe("HTML", () => {
  it("escapes names, and shows their invisible characters", () => {
    const text = toHtml(withName(HOSTILE));
    expect(text).not.toContain("<img");
    expect(text).not.toMatch(/\u202e/);
    expect(text).toContain("\\u{202e}gpj.exe");
    const outside = (page: string) => page.replaceAll(/>[^<]*/g, ">");
    const tags = (name: string) => outside(toHtml(withName(name)).replaceAll(/<wbr>|<\/?code>/g, ""));
    fc.assert(fc.property(anything, (name) => void expect(tags(name || "x")).toBe(tags("x"))));
  });

  it("references nothing outside itself, and runs nothing", () => {
    const text = toHtml(sample(60));
    const [, style = ""] = /<style>([^]*)<\/style>/.exec(text) ?? [];
    expect(style).not.toMatch(/url\((?!#)|@import/);
    for (const tag of text.match(/<\w[^>]*>/g)!)
      expect(tag).not.toMatch(/^<(script|link|img)|src=|href=|\son\w+=/);
    expect(text).toContain("default-src &#39;none&#39;");
  });

  it("has a page for an empty stack too", () => {
    expect(toHtml({ project: "", stack: "", rows: [] })).toContain("no exports or imports yet");
  });
});
