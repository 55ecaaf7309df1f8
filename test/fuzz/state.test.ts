import fc from "fast-check";
import { describe, expect } from "vitest";
import { exportLine, isExportLine, parseExport } from "../../provider/model/export";
import { importLine, isImportLine, parseImport } from "../../provider/model/import";
import { exportResults, importResults } from "../../provider/model/itemResults";
import { LineError } from "../../provider/model/line";
import { parseResult, resultLine } from "../../provider/model/result";
import { toHtml } from "../../provider/report/html/page";
import { toMarkdown } from "../../provider/report/markdown";
import { reportOf } from "../../provider/report/report";
import { parseState, StateError } from "../../provider/report/state";
import { toTsv } from "../../provider/report/tsv";
import { sampleState } from "../support/sampleState";
import { fuzz } from "./fuzz";
import { json, mutated, objectOf, odd, textOf } from "./inputs";

const FILE = "65a1f0c2e4b0a1b2c3d4e5f6";
const WORDS = [
  ...[FILE, " -> ", "lab/archive/", "lab/run8/", "a.bam", "/", "\t", '{"overwrite":true}', '{"properties":{'],
  ...[
    "COMPLETED",
    "FAILED",
    "2026-03-14T09:30:00Z",
    "12",
    '{"code":9103}',
    '{"mismatch":"x"}',
    "}",
    "null",
    "7",
  ],
];

const name = fc
  .oneof(odd, fc.string({ unit: "grapheme", minLength: 1, maxLength: 10 }))
  .map((text) => text.replace(/[\p{Cc}\s/]/gu, "_") || "x");
const key = fc
  .array(fc.oneof(name, fc.constantFrom(" -> ", "/", " ", "lab/run")), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(""));
const volume = fc.tuple(name, name).map((parts) => parts.join("/"));
const settings = fc.option(fc.dictionary(name, fc.oneof(odd, fc.constant(null))), { nil: undefined });

const anExport = fc.record({
  source: fc.record({ file: fc.constant(FILE) }),
  destination: fc.record({ volume, location: key }),
  overwrite: fc.boolean(),
  properties: settings.map((given) => (given && Object.keys(given).length > 0 ? given : undefined)),
  copyOnly: fc.boolean(),
});

const anImport = fc.record({
  source: fc.record({ volume, location: key }),
  destination: fc.oneof(
    fc.record({ project: volume, name: fc.option(name, { nil: undefined }) }),
    fc.record({ parent: fc.constant(FILE), name: fc.option(name, { nil: undefined }) }),
  ),
  overwrite: fc.boolean(),
  autorename: fc.boolean(),
  preserveFolderStructure: fc.option(fc.boolean(), { nil: undefined }),
});

describe("lines of bulk resources", () => {
  fuzz("line of an export: of any kind", {
    inputs: fc.oneof(textOf(...WORDS), mutated(`${FILE} -> lab/archive/a.bam\t{"overwrite":true}`, ...WORDS)),
    run: (line) => (isExportLine(line) ? parseExport(line) : parseExport(line)),
    refusals: [LineError],
  });
  fuzz("line of an export: those that look like one can be parsed", {
    inputs: mutated(`${FILE} -> lab/archive/a.bam\t{"overwrite":true}`, ...WORDS),
    run: (line) => isExportLine(line) && parseExport(line),
  });
  fuzz("line of an export: written and read", {
    inputs: anExport,
    run(item) {
      const read = parseExport(exportLine(item), item.copyOnly);
      expect(JSON.stringify(read)).toBe(JSON.stringify(JSON.parse(JSON.stringify(ordered(item)))));
    },
  });

  fuzz("line of an import: of any kind", {
    inputs: fc.oneof(textOf(...WORDS), mutated(`lab/archive/a.bam -> lab/run8/a.bam\t{}`, ...WORDS)),
    run: (line) => parseImport(line),
    refusals: [LineError],
  });
  fuzz("line of an import: those that look like one can be parsed", {
    inputs: mutated(`lab/archive/a.bam -> lab/run8/a.bam\t{"overwrite":true}`, ...WORDS),
    run: (line) => isImportLine(line) && parseImport(line),
  });
  fuzz("line of an import: written and read", {
    inputs: anImport,
    run(item) {
      const line = importLine(item);
      expect(importLine(parseImport(line))).toBe(line);
      const read = parseImport(line);
      expect(read.source).toEqual(item.source);
      expect(read.overwrite).toBe(item.overwrite);
    },
  });

  fuzz("line of a result: of any kind", {
    inputs: textOf(...WORDS),
    run: (line) => [parseResult(line), exportResults([line]), importResults([line])],
    refusals: [LineError],
  });
  fuzz("line of a result: written and read", {
    inputs: fc.record({
      item: anExport.map((item) => exportLine(item as never)),
      result: fc.record({
        job: fc.option(name, { nil: undefined }),
        state: fc.constantFrom("PENDING", "RUNNING", "COMPLETED", "FAILED"),
        startedOn: fc.option(name, { nil: undefined }),
        finishedOn: fc.option(name, { nil: undefined }),
        size: fc.option(fc.nat(), { nil: undefined }),
        error: fc.option(
          fc.record({ code: fc.nat(), message: fc.oneof(odd, fc.string({ unit: "binary" })) }),
          { nil: undefined },
        ),
        file: fc.option(fc.constant(FILE), { nil: undefined }),
        verification: fc.option(fc.record({ size: fc.nat(), on: name }), { nil: undefined }),
      }),
    }),
    run({ item, result }) {
      expect(parseResult(resultLine(item, result))).toEqual({ item, result });
    },
  });
});

/** In the order in which a line's members are read. */
const ordered = ({ source, destination, overwrite, copyOnly, properties }: Record<string, unknown>) => ({
  source,
  destination,
  overwrite,
  copyOnly,
  ...(properties !== undefined && { properties }),
});

const everyFormat = (text: string) => {
  const report = reportOf(parseState(text, "state"));
  return [toTsv, toMarkdown, toHtml].map((format) => format(report));
};

const type = (name: string) => `pulumi-nodejs:dynamic/cavatica:${name}`;
const resource = objectOf({
  urn: fc.constant("urn:pulumi:prod::lab::x::y"),
  type: fc.constantFrom(
    ...["FileExport", "FileImport", "BulkFileExport", "BulkFileImport", "Volume"].map(type),
  ),
  id: fc.constantFrom("alias-1", "job"),
  inputs: objectOf({ items: fc.array(textOf(...WORDS)), source: json, destination: json }),
  outputs: objectOf({
    jobs: fc.array(textOf(...WORDS), { maxLength: 3 }),
    source: objectOf({ file: odd, volume, location: key }),
    destination: objectOf({ volume, location: key, project: volume, name }),
    state: fc.constantFrom("COMPLETED", "FAILED", "RUNNING"),
    startedOn: fc.oneof(fc.constant("2026-03-14T09:30:00Z"), odd),
    finishedOn: fc.oneof(fc.constant("2026-03-14T09:31:00Z"), odd),
    error: objectOf({ status: fc.nat(), code: fc.nat(), message: odd }),
    size: fc.double(),
    uri: odd,
    result: objectOf({ name, project: volume, size: fc.nat() }),
    service: objectOf({ type: fc.constantFrom("s3", "azure"), bucket: name, prefix: key }),
  }),
  initErrors: fc.array(fc.string()),
});

describe("states", () => {
  fuzz("state: valid JSON of any kind, in every format of a report", {
    inputs: objectOf({
      deployment: objectOf({
        manifest: objectOf({ time: odd }),
        resources: fc.array(resource, { maxLength: 4 }),
        pending_operations: fc.array(objectOf({ type: fc.constant("creating"), resource }), { maxLength: 2 }),
      }),
    }).map((state) => JSON.stringify(state)),
    run: everyFormat,
    refusals: [StateError, LineError],
  });
  fuzz("state: a valid one with damage", {
    inputs: mutated(sampleState(2), "{", "}", "[", '":', "\\"),
    run: everyFormat,
    refusals: [StateError, LineError],
  });
});
