// The command line of `npm run bench`, and the runs that it selects. Pure.
import { parseArgs } from "node:util";
import { realisticSeconds } from "./lengths.mjs";

export const help = `npm run bench -- [options]: compares ways to export files against the simulated platform

  --n 100,1000       numbers of files (default: 100, 1000, and 10000 for tools that work in bulk)
  --only a,b         only these tools, with any number of files
  --jobs SECONDS     how long a job runs (default 30), or "realistic": seconds to an hour
  --speed N          speed of the platform's clock, N times real time (default 1; 20 with realistic jobs)
  --repeat K         run each tool K times, and show the run with the median time (default 1)
  --quick            100 files, jobs of 7 s, without the slowest tool: under two minutes
  --json FILE        file for the figures (default: bench-results/<time>.json)
`;

const flags = {
  n: { type: "string" },
  only: { type: "string" },
  jobs: { type: "string" },
  speed: { type: "string" },
  repeat: { type: "string" },
  quick: { type: "boolean", default: false },
  json: { type: "string" },
  help: { type: "boolean", default: false },
};

const TOO_SLOW_FOR_QUICK = ["naive"];

function positive(name, text) {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} ${text}: give a number above 0`);
  return value;
}

const list = (text) => text?.split(",").map((part) => part.trim());

export function readOptions(args) {
  const { values } = parseArgs({ args, options: flags });
  const { quick, json, help: wantsHelp } = values;
  const jobs = values.jobs ?? (quick ? "7" : "30");
  const isRealistic = jobs === "realistic";
  return {
    quick,
    json,
    help: wantsHelp,
    sizes: list(values.n ?? (quick ? "100" : undefined))?.map((text) => positive("n", text)),
    only: list(values.only),
    jobs,
    seconds: isRealistic ? realisticSeconds(1000) : [positive("jobs", jobs)],
    speed: positive("speed", values.speed ?? (isRealistic ? "20" : "1")),
    repeat: positive("repeat", values.repeat ?? "1"),
  };
}

/** The tools and their numbers of files, in order. */
export function plan(contenders, { sizes, only, quick }) {
  const unknown = only?.find((id) => contenders.every((contender) => contender.id !== id));
  if (unknown) throw new Error(`--only ${unknown}: there are ${contenders.map(({ id }) => id).join(", ")}`);
  const isWanted = ({ id }) => (only ? only.includes(id) : !(quick && TOO_SLOW_FOR_QUICK.includes(id)));
  const sizesOf = (contender) => {
    if (only && sizes) return sizes;
    return contender.sizes.filter((n) => sizes === undefined || sizes.includes(n));
  };
  const wanted = contenders.filter(isWanted);
  const all = wanted.flatMap((contender) => sizesOf(contender).map((n) => ({ contender, n })));
  return all.sort((a, b) => a.n - b.n);
}
