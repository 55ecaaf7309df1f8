// Whether a process holds on to more and more. Pure.
import type { Sample } from "./sampling";

/** The share of the samples in which caches fill and code is compiled. */
const WARM_UP = 1 / 6;
const MOST_HEAP = 1.15;
/**
 * A deployment remembers each job that it has submitted, and the finished ones that it has read, so that none is submitted
 * twice. This much may stay of each.
 */
const MOST_BYTES_PER_JOB = 2_000;

/** Fewer rounds have no thirds that could be compared. */
export const LEAST_ROUNDS = 8;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

function thirds(samples: readonly Sample[]) {
  const warm = samples.slice(Math.ceil(samples.length * WARM_UP));
  const size = Math.floor(warm.length / 3);
  if (samples.length < LEAST_ROUNDS) throw new Error(`${samples.length} samples are too few to tell`);
  return { first: warm.slice(0, size), last: warm.slice(-size) };
}

const grown = (samples: readonly Sample[], key: "heap" | "jobs"): number => {
  const { first, last } = thirds(samples);
  return median(last.map((one) => one[key])) - median(first.map((one) => one[key]));
};

/** Bytes that stay in memory for each job, from the first third of the samples to the last; 0 if there were no jobs. */
export function bytesPerJob(samples: readonly Sample[]): number {
  const jobs = grown(samples, "jobs");
  return jobs === 0 ? 0 : Math.round(grown(samples, "heap") / jobs);
}

/** How many times the heap of the first third that of the last is. */
export function heapRatio(samples: readonly Sample[]): number {
  return 1 + grown(samples, "heap") / median(thirds(samples).first.map((one) => one.heap));
}

function heapComplaint(samples: readonly Sample[]): string[] {
  const [ratio, bytes] = [heapRatio(samples), bytesPerJob(samples)];
  if (grown(samples, "jobs") > 0)
    return bytes > MOST_BYTES_PER_JOB ? [`heap: ${bytes} bytes stay for each job`] : [];
  return ratio > MOST_HEAP ? [`heap: ${ratio.toFixed(2)} times that of the first third`] : [];
}

/** What has grown after the warm-up; empty if nothing has. */
export function complaints(samples: readonly Sample[]): string[] {
  const { first, last } = thirds(samples);
  const found = heapComplaint(samples);
  for (const key of ["timers", "sockets", "files"] as const) {
    const [before, after] = [first, last].map((part) => Math.max(...part.map((one) => one[key])));
    if (after! > before!) found.push(`${key}: ${after}, after ${before} in the first third`);
  }
  return found;
}

const MB = 1_000_000;

/** At most so many lines, evenly spread; the first and the last among them. */
export function table(samples: readonly Sample[], lines = 16): string {
  const step = Math.max(1, (samples.length - 1) / (lines - 1));
  const shown = samples.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
  const rows = shown.map(({ hours, jobs, heap, rss, files, sockets, timers }) =>
    [hours.toFixed(1), jobs, (heap / MB).toFixed(1), (rss / MB).toFixed(0), files, sockets, timers].join(
      " | ",
    ),
  );
  const head = [
    "platform hours | jobs | heap, MB | RSS, MB | open files | sockets | timers",
    "--: | --: | --: | --: | --: | --: | --:",
  ];
  return [...head, ...rows].map((row) => `| ${row} |`).join("\n");
}
