import { lineOfExport } from "./lines";
import { resultLine } from "../../provider/model/result";
// A stack's exported state as the engine writes it, for reports.

type PropertyMap = Record<string, unknown>;

export const START = Date.parse("2026-03-14T09:30:00Z");
const urn = (type: string, name: string) => `urn:pulumi:prod::lab-exports::${type}::${name}`;
const id = (i: number) => i.toString(16).padStart(24, "6");
const at = (seconds: number) => new Date(START + seconds * 1000).toISOString().replace(".000", "");
const jobId = (i: number) => `q7Zt0aJ4mVb2K9sXyRc1LdEw8P${String(i).padStart(6, "0")}`;

/** A secret as Pulumi marks it: in plain text as `--show-secrets` writes it, or encrypted. */
export const secret = (plaintext?: string): PropertyMap => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ...(plaintext === undefined ? { ciphertext: "djE6…" } : { plaintext: JSON.stringify(plaintext) }),
});

export const resource = (
  type: string,
  name: string,
  outputs: PropertyMap,
  more: PropertyMap = {},
): PropertyMap => ({
  urn: urn(`pulumi-nodejs:dynamic/cavatica:${type}`, name),
  type: `pulumi-nodejs:dynamic/cavatica:${type}`,
  custom: true,
  inputs: {},
  outputs,
  ...more,
});

export const stateOf = (resources: PropertyMap[], more: PropertyMap = {}): string => {
  const stack = { urn: urn("pulumi:pulumi:Stack", "lab-exports-prod"), type: "pulumi:pulumi:Stack" };
  const manifest = { time: at(3600), magic: "", version: "v3.259.0" };
  return JSON.stringify({ version: 3, deployment: { manifest, resources: [stack, ...resources], ...more } });
};

const DENIED = { status: 403, code: 9103, message: "Insufficient permissions to write to the bucket" };
const MISSING = { status: 404, code: 9009, message: "Requested file does not exist" };

/** Line `i` of a bulk export: jobs start 100 at a time, and run for a minute or more. */
function bulkLine(i: number): string {
  const location = `run7/aligned/sample-${String(i).padStart(5, "0")}.cram`;
  const item = lineOfExport({ file: id(i), volume: "lab/archive", location, overwrite: false });
  const begin = Math.floor(i / 100) * 7 + (i % 100) * 0.05;
  const end = begin + 60 + ((i * 7919) % 97) + Math.floor(i / 100) * 3;
  const job = {
    job: jobId(i),
    startedOn: at(Math.floor(begin)),
    size: 3_000_000_000 + ((i * 104_729) % 9_000) * 1e6,
  };
  if (i % 400 === 17) return resultLine(item, { state: "FAILED", error: MISSING });
  if (i % 150 === 23)
    return resultLine(item, { ...job, state: "FAILED", finishedOn: at(Math.floor(end)), error: DENIED });
  if (i % 700 === 5) return resultLine(item, { ...job, state: "RUNNING" });
  return resultLine(item, { ...job, state: "COMPLETED", finishedOn: at(Math.floor(end)) });
}

export const bulk = (name: string, count: number): PropertyMap =>
  resource(
    "BulkFileExport",
    name,
    { jobs: Array.from({ length: count }, (_, i) => bulkLine(i)), copyOnly: false },
    { id: `bulk-${name}` },
  );

export const single = (name: string, more: PropertyMap = {}, rest: PropertyMap = {}): PropertyMap =>
  resource(
    "FileExport",
    name,
    {
      source: { file: id(900_000 + name.length) },
      destination: { volume: "lab/archive", location: `run7/${name}.bam` },
      state: "COMPLETED",
      startedOn: at(12),
      finishedOn: at(98),
      result: { id: id(900_000 + name.length), name: `${name}.bam`, project: "lab/run7" },
      uri: `s3://lab-archive/exports/run7/${name}.bam`,
      ...more,
    },
    { id: jobId(900_000 + name.length), ...rest },
  );

/** A state with an example of each kind. */
export const sampleState = (count: number): string => {
  const cutOff = single("cut-off");
  const pending = {
    type: "creating",
    resource: { ...cutOff, inputs: cutOff["outputs"], outputs: undefined, id: undefined },
  };
  const text =
    "export of file 66 to lab/archive/run7/slow.bam is still RUNNING and the time to wait (customTimeouts, default 24h) is up. Job q7 is kept in state; the next `pulumi up` resumes waiting for it and submits nothing.";
  return stateOf(
    [
      bulk("cohort", count),
      single("variants"),
      single("earlier", { startedOn: at(-86_400 * 9), finishedOn: at(-86_400 * 9 + 300) }),
      single("slow", { state: "RUNNING", finishedOn: undefined, result: undefined }, { initErrors: [text] }),
      single("hostile", {
        destination: { volume: "lab/archive", location: HOSTILE },
        result: { name: HOSTILE },
      }),
    ],
    { pending_operations: [pending] },
  );
};

/** Characters allowed in file names on the platform, except for the tab. */
export const HOSTILE =
  "=cmd|<img src=x onerror=alert(1)>\"'`|@all [x](http://example.org) \u202egpj.exe\t$&amp;";
