import { expect, it } from "vitest";
import { realisticSeconds } from "../../../scripts/bench/lengths.mjs";
import { plan, readOptions } from "../../../scripts/bench/options.mjs";
import { cpuMsOf, peakOf } from "../../../scripts/bench/processes.mjs";
import { countRequests, countStates, delays, median, typicalRun } from "../../../scripts/bench/stats.mjs";
import { outcome, table } from "../../../scripts/bench/table.mjs";

const request = (text: string, status = 200) => {
  const [method = "", path = ""] = text.split(" ");
  return { at: 0, method, path, status };
};
const job = (took: number, delay: number | undefined) => ({
  state: "COMPLETED",
  createdAt: 1_000,
  finishedAt: 1_000 + took,
  noticedAt: delay === undefined ? undefined : 1_000 + took + delay,
});

it("finds the median of an odd, an even and an empty list", () => {
  expect(median([9, 1, 10])).toBe(9);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([])).toBeUndefined();
});

it("counts requests by purpose, single and bulk", () => {
  const requests = [
    request("POST /storage/exports"),
    request("POST /bulk/storage/exports/create"),
    request("POST /bulk/storage/exports/get", 429),
    request("GET /storage/exports/q7Zt0aJ4"),
    request("GET /storage/exports"),
    request("GET /storage/volumes/lab/archive"),
  ];
  expect(countRequests(requests)).toEqual({ all: 6, submissions: 2, polls: 2, other: 2, refused: 1 });
});

it("measures delays, and how many are prompt or late for a job of that length", () => {
  const jobs = [job(30_000, 4_000), job(100_000, 9_000), job(30_000, 8_000), job(600_000, 61_000)];
  expect(delays([...jobs, job(5, undefined)])).toEqual({
    medianMs: 8_500,
    maxMs: 61_000,
    prompt: 0.5,
    late: 0.5,
  });
  expect(delays([])).toEqual({ medianMs: undefined, maxMs: undefined, prompt: undefined, late: undefined });
});

it("picks the run with the median time as representative", () => {
  const runs = [5, 1, 3, 2].map((wallMs) => ({ wallMs }));
  expect(typicalRun(runs)).toBe(runs[3]);
  expect(typicalRun(runs.slice(0, 1))).toBe(runs[0]);
});

it("describes what a failure leaves behind", () => {
  const states = ["COMPLETED", "RUNNING", "PENDING", "FAILED"].map((state) => ({ ...job(1, 0), state }));
  const jobs = countStates(states);
  expect(jobs).toEqual({ completed: 1, failed: 1, unfinished: 2 });
  const row = { n: 4, code: 255, jobs, state: { resources: 0, bytes: 1 } };
  expect(outcome(row)).toBe("FAILED (255): 1 of 4 exported, 2 jobs left running, 0 resources in state");
  expect(outcome({ ...row, code: 0 })).toContain("FAILED (0)");
  expect(outcome({ n: 1, code: 0, jobs, state: undefined })).toBe("1 exported");
});

it("prints a table with aligned columns, and a dash for unknown values", () => {
  const requests = { all: 12, submissions: 1, polls: 8, other: 3, refused: 0 };
  const common = {
    n: 1,
    code: 0,
    requests,
    memory: {},
    cpuMs: {},
    jobs: { completed: 1, failed: 0, unfinished: 0 },
  };
  const known = {
    memory: { provider: 150e6 },
    cpuMs: { engine: 8_000, provider: 1_500 },
    state: { bytes: 1_850, resources: 1 },
    delays: { medianMs: 40, maxMs: 5_000 },
  };
  const again = { secondUp: { requests: 0, ms: 2_300 } };
  const lines = table([
    { ...common, title: "ours", wallMs: 33_250, ...known, ...again },
    { ...common, title: "another tool", wallMs: 1, delays: {} },
  ]).split("\n");
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  const cells = lines[2]!.split("|").map((cell) => cell.trim());
  expect(cells.slice(1, -1)).toEqual([
    "ours",
    "1",
    "12",
    "1 + 8 + 3",
    "0",
    "33.3",
    "9.5",
    "0.0 / 5.0",
    "150",
    "–",
    "1.85",
    "0 in 2.3",
    "–",
    "1 exported",
  ]);
  expect(lines[3]).toContain("–");
});

it("produces the same spread of job lengths each time, from seconds to an hour", () => {
  const lengths = realisticSeconds(1_000);
  expect(lengths).toEqual(realisticSeconds(1_000));
  expect(Math.min(...lengths)).toBeGreaterThanOrEqual(3);
  expect(Math.max(...lengths)).toBe(3_600);
  expect(median(lengths)).toBeGreaterThan(90);
  expect(median(lengths)).toBeLessThan(150);
});

it("reads a process's figures from Linux", () => {
  const stat = "7 (node (a) b) S 1 7 7 0 -1 4194304 100 0 0 0 150 50 9 9 20 0 11 0 5 6 7";
  expect(cpuMsOf(stat)).toBe(2_000);
  expect(peakOf("VmPeak:\t 9 kB\nVmHWM:\t    1024 kB\n")).toBe(1_048_576);
  expect([cpuMsOf(""), peakOf("")]).toEqual([0, 0]);
});

const contenders = [
  { id: "ours", sizes: [100, 1000] },
  { id: "naive", sizes: [100] },
  { id: "bulk", sizes: [100, 10_000] },
];
const planned = (...args: string[]) =>
  plan(contenders, readOptions(args)).map(({ contender, n }) => `${contender.id} ${n}`);

it("plans each tool's own sizes, small ones first", () => {
  expect(planned()).toEqual(["ours 100", "naive 100", "bulk 100", "ours 1000", "bulk 10000"]);
  expect(planned("--n", "1000")).toEqual(["ours 1000"]);
  expect(planned("--only", "naive", "--n", "7")).toEqual(["naive 7"]);
  expect(planned("--quick")).toEqual(["ours 100", "bulk 100"]);
});

it("rejects what it doesn't understand, and names it", () => {
  expect(() => planned("--only", "nave")).toThrow("--only nave: there are ours, naive, bulk");
  expect(() => readOptions(["--speed", "fast"])).toThrow("--speed fast: give a number above 0");
  expect(() => readOptions(["--fast"])).toThrow("--fast");
});

it("runs realistic jobs on a faster clock by default", () => {
  expect(readOptions(["--jobs", "realistic"])).toMatchObject({ speed: 20, repeat: 1 });
  expect(readOptions([])).toMatchObject({ seconds: [30], speed: 1 });
  expect(readOptions(["--quick", "--jobs", "2"])).toMatchObject({ seconds: [2] });
});
