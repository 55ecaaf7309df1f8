// What a provider process holds on to while nothing is under way: seen from inside by the probe, and from outside by /proc.
import { existsSync } from "node:fs";
import { readdir, readFile, readlink, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface Sample {
  /** Platform hours since the start. */
  hours: number;
  /** Jobs that the process has submitted so far. */
  jobs: number;
  /** Bytes in use after a garbage collection, on the heap and outside it. */
  heap: number;
  /** Bytes of memory, as the system counts them. */
  rss: number;
  /** Open files, sockets included. */
  files: number;
  sockets: number;
  timers: number;
}

interface Inside {
  heapUsed: number;
  external: number;
  resources: Record<string, number>;
}

const PROBE = join(__dirname, "probe.cjs");
/** The answer takes as long as the garbage collection, on a busy machine. */
const LONGEST_MS = 60_000;
/** The process checks every 2.5 s whether its engine is alive, over a socket of its own, for some milliseconds. */
const LOOKS = 3;
/** Node.js closes connections that have been idle for 5 s. */
const IDLE_MS = 6_000;
const BETWEEN_LOOKS_MS = 150;

let probes = 0;

/** A process with this environment can be sampled. */
export function probed(): { env: Record<string, string>; file: string } {
  const file = join(tmpdir(), `cavatica-soak-${process.pid}-${probes++}.json`);
  return { file, env: { NODE_OPTIONS: `--require ${PROBE}`, CAVATICA_SOAK_PROBE: file } };
}

async function inside(pid: number, file: string): Promise<Inside> {
  await rm(file, { force: true });
  process.kill(pid, "SIGUSR2");
  const end = Date.now() + LONGEST_MS;
  while (!existsSync(file)) {
    if (Date.now() > end) throw new Error(`process ${pid} doesn't answer its probe`);
    await sleep(20);
  }
  return JSON.parse(await readFile(file, "utf8")) as Inside;
}

async function openFiles(pid: number) {
  const folder = `/proc/${pid}/fd`;
  const names = await readdir(folder);
  const links = await Promise.all(names.map((name) => readlink(join(folder, name)).catch(() => "")));
  const open = links.filter(Boolean);
  return { files: open.length, sockets: open.filter((link) => link.startsWith("socket:")).length };
}

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}

async function look(pid: number, file: string): Promise<Omit<Sample, "hours" | "jobs">> {
  const { heapUsed, external, resources } = await inside(pid, file);
  const timers = (resources["Timeout"] ?? 0) + (resources["Immediate"] ?? 0);
  return { heap: heapUsed + external, rss: await residentBytes(pid), timers, ...(await openFiles(pid)) };
}

/** The least of several looks, so that what comes and goes by itself isn't counted. */
export async function atRest(pid: number, file: string): Promise<Omit<Sample, "hours" | "jobs">> {
  await sleep(IDLE_MS);
  let least = await look(pid, file);
  for (let i = 1; i < LOOKS; i++) {
    await sleep(BETWEEN_LOOKS_MS);
    const next = await look(pid, file);
    for (const key of Object.keys(least) as (keyof typeof least)[])
      least = { ...least, [key]: Math.min(least[key], next[key]) };
  }
  return least;
}
