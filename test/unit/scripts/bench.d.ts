// Types of the benchmark's pure parts, as far as they are tested (see scripts.d.ts).
interface Seen {
  state: string;
  createdAt: number;
  finishedAt: number | undefined;
  noticedAt: number | undefined;
}
interface Requests {
  all: number;
  submissions: number;
  polls: number;
  other: number;
  refused: number;
}
interface States {
  completed: number;
  failed: number;
  unfinished: number;
}
interface Ended {
  n: number;
  code: number;
  jobs: States;
  state?: { bytes: number; resources: number } | undefined;
}
interface Row extends Ended {
  title: string;
  wallMs: number;
  requests: Requests;
  memory: object;
  cpuMs: object;
  delays: object;
  secondUp?: { requests: number; ms: number };
}
interface BenchOptions {
  sizes?: number[];
  only?: string[];
  seconds: number[];
  speed: number;
  repeat: number;
}

declare module "*/scripts/bench/stats.mjs" {
  export function median(values: number[]): number | undefined;
  export function countRequests(requests: { method: string; path: string; status: number }[]): Requests;
  export function delays(jobs: Seen[]): object;
  export function countStates(jobs: Seen[]): States;
  export function typicalRun<Run extends { wallMs: number }>(runs: Run[]): Run;
}
declare module "*/scripts/bench/processes.mjs" {
  export function peakOf(status: string): number;
  export function cpuMsOf(stat: string): number;
}
declare module "*/scripts/bench/table.mjs" {
  export function outcome(row: Ended): string;
  export function table(rows: Row[]): string;
}
declare module "*/scripts/bench/lengths.mjs" {
  export function realisticSeconds(count: number, seed?: number): number[];
}
declare module "*/scripts/bench/options.mjs" {
  export function readOptions(args: string[]): BenchOptions;
  export function plan<C extends { id: string; sizes: number[] }>(
    contenders: C[],
    options: BenchOptions,
  ): { contender: C; n: number }[];
}
