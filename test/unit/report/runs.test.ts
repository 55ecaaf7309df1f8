import { describe, expect, it } from "vitest";
import type { Row } from "../../../provider/report/row";
import { binsOf, lanesOf, runsOf } from "../../../provider/report/runs";

const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString();
const job = (from: number | undefined, to: number | undefined, more: Partial<Row> = {}): Row => ({
  resource: "r",
  type: "FileExport",
  state: to === undefined ? "RUNNING" : "COMPLETED",
  started: from === undefined ? undefined : at(from),
  finished: to === undefined ? undefined : at(to),
  ...more,
});
const minutes = (ms: number) => (ms - Date.UTC(2026, 0, 1)) / 60_000;

describe("runs in a report", () => {
  it("are separated by half an hour without jobs, latest first", () => {
    const runs = runsOf([job(0, 5), job(200, 210), job(3, 40), job(60, 61)]);
    expect(runs.map(({ from, to, spans }) => [minutes(from), minutes(to), spans.length])).toEqual([
      [200, 210, 1],
      [0, 61, 3],
    ]);
  });

  it("draw an unfinished job to the end of its run, and one without a start at its end", () => {
    const [run] = runsOf([job(0, 5), job(1, undefined), job(undefined, 4), job(undefined, undefined)]);
    expect(run!.spans.map(({ from, to }) => [minutes(from), minutes(to)])).toEqual([
      [0, 5],
      [1, 5],
      [4, 4],
    ]);
  });

  it("have bins of a round length that contain every end once, with its bytes", () => {
    const rows = Array.from({ length: 100 }, (_, i) => job(0, 1 + i / 10, { bytes: 10 }));
    const failed = job(0, 2, { state: "FAILED", bytes: 10 });
    const bins = binsOf(runsOf([...rows, failed, job(0, undefined)])[0]!);
    expect(bins.length).toBeLessThanOrEqual(40);
    expect(bins[0]!.to - bins[0]!.from).toBe(30_000);
    const sum = (key: "done" | "failed" | "bytes") => bins.reduce((total, bin) => total + bin[key], 0);
    expect([sum("done"), sum("failed"), sum("bytes")]).toEqual([100, 1, 1000]);
  });

  it("draw several jobs as one line if there are many, and each failure separately", () => {
    const rows = Array.from({ length: 1000 }, (_, i) =>
      job(i / 100, 20 + i / 100, i % 500 === 7 ? { state: "FAILED" } : {}),
    );
    const lanes = lanesOf(runsOf(rows)[0]!, 100);
    expect(lanes).toHaveLength(100);
    expect(lanes.reduce((sum, { jobs }) => sum + jobs, 0)).toBe(1000);
    expect(lanes.flatMap(({ failures }) => failures)).toHaveLength(2);
    for (const { from, midFrom, midTo, to } of lanes)
      expect(from <= midFrom && midFrom <= midTo && midTo <= to).toBe(true);
  });

  it("are drawn even if they lasted an instant", () => {
    const [run] = runsOf([job(0, 0)]);
    expect(binsOf(run!)).toHaveLength(1);
    expect(lanesOf(run!, 100)).toHaveLength(1);
  });
});
