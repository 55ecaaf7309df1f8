import { lineOfExport, lineOfImport } from "../../support/lines";
import { resultLine } from "../../../provider/model/result";
import { describe, expect, it } from "vitest";
import { causesOf, caveats, reportOf, totalsOf } from "../../../provider/report/report";
import { parseState } from "../../../provider/report/state";
import { bulk, resource, sampleState, single, stateOf } from "../../support/sampleState";

const IMPORT = { folder: "lab/run8", overwrite: false, autorename: false };
const report = (text: string) => reportOf(parseState(text, "state"));
const rowsOf = (...resources: Parameters<typeof stateOf>[0]) => report(stateOf(resources)).rows;

describe("the rows of a report", () => {
  it("are the same for resources of the native plugin", () => {
    const dynamic = sampleState(3);
    const native = dynamic.replaceAll("pulumi-nodejs:dynamic/cavatica:", "cavatica:index:");
    expect(report(dynamic).rows.length).toBeGreaterThan(3);
    expect(report(native).rows).toEqual(report(dynamic).rows);
  });

  it("show an export as its state describes it", () => {
    expect(rowsOf(single("one"))).toEqual([
      {
        resource: "one",
        type: "FileExport",
        file: expect.any(String),
        name: "one.bam",
        project: "lab/run7",
        place: "lab/archive/run7/one.bam",
        uri: "s3://lab-archive/exports/run7/one.bam",
        job: expect.any(String),
        state: "COMPLETED",
        started: "2026-03-14T09:30:12Z",
        finished: "2026-03-14T09:31:38Z",
        seconds: 86,
      },
    ]);
  });

  it("show a bulk export's items with their own jobs, and remedies for failed ones", () => {
    const rows = rowsOf(bulk("cohort", 60));
    expect(rows).toHaveLength(60);
    expect(rows[0]).toMatchObject({
      state: "FAILED",
      error: "404 (code 9009) Requested file does not exist.",
      remedy: expect.stringContaining("Check the id"),
    });
    expect(rows[5]).toMatchObject({
      resource: "cohort",
      seconds: expect.any(Number),
      bytes: expect.any(Number),
    });
  });

  it("are ordered with failures first, then unfinished ones, then the rest by name in natural order", () => {
    const rows = report(sampleState(60)).rows;
    expect(rows.map(({ state }) => state).slice(0, 6)).toEqual([
      "FAILED",
      "FAILED",
      "RUNNING",
      "INTERRUPTED",
      "RUNNING",
      "COMPLETED",
    ]);
    expect(rowsOf(single("s10"), single("s9")).map(({ resource }) => resource)).toEqual(["s9", "s10"]);
  });

  it("derive the URI of bulk items from another export to the volume, or from the volume itself", () => {
    const uriOf = (...others: Parameters<typeof stateOf>[0]) => rowsOf(bulk("c", 1), ...others)[0]?.uri;
    const service = { type: "s3", bucket: "lab-archive", prefix: "exports/" };
    const expected = "s3://lab-archive/exports/run7/aligned/sample-00000.cram";
    expect(uriOf()).toBeUndefined();
    expect(uriOf(single("one"))).toBe(expected);
    expect(uriOf(resource("Volume", "archive", { service }, { id: "lab/archive" }))).toBe(expected);
  });

  it("show an import's object as its source, and the file that it created", () => {
    const outputs = {
      source: { volume: "lab/archive", location: "a.cram" },
      destination: { project: "lab/run8", name: "b.cram" },
      state: "RUNNING",
    };
    const file = "65a1f0c2e4b0a1b2c3d4e5f6";
    const [open, done] = rowsOf(
      resource("FileImport", "open", outputs, { id: "j1" }),
      resource("FileImport", "done", {
        ...outputs,
        state: "COMPLETED",
        file,
        result: { id: file, name: "c" },
      }),
    );
    expect(open).toMatchObject({
      place: "lab/archive/a.cram",
      project: "lab/run8",
      name: "b.cram",
      job: "j1",
    });
    expect(done).toMatchObject({ file, name: "c", project: "lab/run8" });
  });

  it("show the outcome of a bulk import's items", () => {
    const item = lineOfImport({ ...IMPORT, volume: "lab/archive", location: "a -> b.cram", name: "c.cram" });
    const file = "65a1f0c2e4b0a1b2c3d4e5f6";
    const jobs = [resultLine(item, { job: "j1", state: "COMPLETED", file })];
    const [row] = rowsOf(resource("BulkFileImport", "back", { jobs }), single("one"));
    expect(row).toMatchObject({
      file,
      name: "c.cram",
      project: "lab/run8",
      place: "lab/archive/a -> b.cram",
    });
    expect(row?.uri).toBe("s3://lab-archive/exports/a -> b.cram");
  });

  it("give failed imports the advice for imports", () => {
    const error = { status: 403, code: 9006, message: "Requested file cannot be exported." };
    const item = lineOfImport({ ...IMPORT, volume: "lab/archive", location: "a.cram", name: "a.cram" });
    const jobs = [resultLine(item, { job: "j1", state: "FAILED", error })];
    const rows = rowsOf(
      resource("BulkFileImport", "back", { jobs }),
      resource("FileImport", "one", { state: "FAILED", error }),
      single("two", { state: "FAILED", error }),
    );
    const [exported, ...imported] = rows.sort((a, b) => b.resource.localeCompare(a.resource));
    expect(exported?.remedy).toContain("stored on the platform can be exported");
    expect(imported.map(({ remedy }) => remedy)).toEqual(
      Array(2).fill(expect.stringContaining("for exports only")),
    );
  });

  it("show the result of verification: when, with which ETag, or what differs", () => {
    const verified = { size: 7, etag: '"e"', on: "2026-03-14T10:00:00.000Z" };
    const [row] = rowsOf(single("one", { verify: true, verified, size: 7 }));
    expect(row).toMatchObject({ bytes: 7, etag: '"e"', verified: "2026-03-14T10:00:00.000Z" });
    const item = (location: string) =>
      lineOfExport({ file: "a".repeat(24), volume: "lab/archive", location });
    const jobs = [
      resultLine(item("a"), { job: "j1", state: "COMPLETED", size: 7, verification: verified }),
      resultLine(item("b"), { job: "j2", state: "COMPLETED", size: 7, verification: { mismatch: "5 of 7" } }),
    ];
    const rows = rowsOf(resource("BulkFileExport", "run", { jobs }));
    expect(rows).toMatchObject([{ error: "verification: 5 of 7" }, { etag: '"e"', state: "COMPLETED" }]);
    expect(totalsOf(rows).byVerdict).toMatchObject({ failed: { files: 1 }, done: { files: 1 } });
  });

  it("count a finished export as failed if its object was lost since", () => {
    const error = { status: 404, code: 9105, message: "the object is gone" };
    const { byVerdict } = totalsOf(rowsOf(single("lost", { error }), single("kept")));
    expect([byVerdict.failed.files, byVerdict.done.files]).toEqual([1, 1]);
  });

  it("name, item by item, what was cut off before its job was known", () => {
    const line = (i: number) => `65a1f0c2e4b0a1b2c3d4e5f${i} -> lab/archive/${i}.bam`;
    const cutOff = { ...resource("BulkFileExport", "b", {}), inputs: { items: [line(1), line(2)] } };
    const pending = { pending_operations: [{ type: "creating", resource: cutOff }] };
    expect(report(stateOf([], pending)).rows).toMatchObject([
      {
        state: "INTERRUPTED",
        place: "lab/archive/1.bam",
        remedy: expect.stringContaining("looks for the job"),
      },
      { state: "INTERRUPTED", place: "lab/archive/2.bam" },
    ]);
    // An earlier attempt's entry is ignored once the resource exists.
    expect(
      report(stateOf([single("b")], { pending_operations: [{ type: "creating", resource: single("b") }] }))
        .rows,
    ).toMatchObject([{ state: "COMPLETED" }]);
  });

  it("omit resources pending deletion, and unknown jobs", () => {
    expect(rowsOf(single("old", {}, { delete: true }))).toEqual([]);
    expect(rowsOf(single("found", {}, { id: "alias-65a1f0c2e4b0a1b2c3d4e5f6" }))[0]?.job).toBeUndefined();
  });
});

describe("the totals", () => {
  it("group failures by cause, the most frequent first", () => {
    const causes = causesOf(rowsOf(bulk("c", 600)).filter(({ state }) => state === "FAILED"));
    expect(causes.map(({ rows }) => rows.length)).toEqual([4, 2]);
  });

  it("state what the state doesn't contain", () => {
    const rows = rowsOf(single("one", { startedOn: undefined }), bulk("c", 2));
    expect(caveats(rows).slice(1)).toEqual([
      "The size isn't known for 1 of 3 files; totals leave it out.",
      "The start isn't known for 1 job; the state has only the end.",
    ]);
  });
});

describe("a state", () => {
  it("is rejected if it has 10 000 levels, which would overflow the stack", () => {
    const text = `{"deployment":${"[".repeat(10_000)}${"]".repeat(10_000)}}`;
    expect(() => parseState(text, "state")).toThrow("state is nested more than 1000 levels deep");
  });

  it("may hold other packages' resources of up to 1000 levels", () => {
    const deep = JSON.parse("[".repeat(990) + "]".repeat(990)) as unknown;
    const other = resource("Other", "x", { deep });
    expect(reportOf(parseState(stateOf([other, single("a", { deep })]), "state")).rows).toHaveLength(1);
  });

  it("may be a backend's own file or an empty stack's", () => {
    const { deployment } = JSON.parse(stateOf([single("one")])) as { deployment: object };
    const kept = JSON.stringify({ version: 3, checkpoint: { stack: "prod", latest: deployment } });
    expect(report(kept)).toEqual(report(stateOf([single("one")])));
    expect(report('{"deployment":{}}')).toMatchObject({ rows: [], stack: "" });
  });

  it.each([
    ["", "state isn't JSON (it is empty)"],
    ["<html>", "state isn't JSON (SyntaxError)"],
    ["[1]", "state isn't a stack's state"],
    ['{"deployment":{"resources":[{"urn":7}]}}', "state isn't a stack's state"],
  ])("is rejected if it is invalid: %s", (text, message) => {
    expect(() => parseState(text, "state")).toThrow(message);
  });
});
