import { STATUS_CODES } from "node:http";
import type { FaultKind, FaultOptions } from "./kinds";

export type Bag = Record<string, unknown>;

export const isBag = (value: unknown): value is Bag =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export type Distortion = (body: Bag, fault: FaultOptions, random: () => number) => Bag;

const isJob = (value: unknown): value is Bag & { state: unknown } =>
  isBag(value) && "state" in value && "source" in value;

/** Changes each job in a response: a single one, one in a list, or the resource of a bulk item. */
function mapJobs(body: Bag, change: (job: Bag) => Bag): Bag {
  const { items } = body;
  if (isJob(body)) return change(body);
  if (!Array.isArray(items)) return body;
  const changed = items.map((item: unknown): unknown => {
    if (isJob(item)) return change(item);
    if (!isBag(item)) return item;
    const { resource } = item;
    return isJob(resource) ? { ...item, resource: change(resource) } : item;
  });
  return { ...body, items: changed };
}

const stubOf = ({ href, id, state }: Bag): Bag => ({ href, id, state });

function foreign(job: Bag): Bag {
  const elsewhere = (ends: unknown): Bag =>
    Object.fromEntries(
      Object.keys(isBag(ends) ? ends : {}).map((member) => [member, `elsewhere/${String(job["id"])}`]),
    );
  return { ...job, source: elsewhere(job["source"]), destination: elsewhere(job["destination"]) };
}

/** Shows a status as a word wherever there is an error: at the top level, in items, in failed jobs. */
function withTextStatus(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTextStatus);
  if (!isBag(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name, withTextStatus(member)] as const);
  const all: Bag = Object.fromEntries(members);
  const { status } = all;
  if (typeof status !== "number" || !("code" in all)) return all;
  return { ...all, status: (STATUS_CODES[status] ?? String(status)).toUpperCase().replace(/\W+/g, "_") };
}

function jobsAsErrors(body: Bag): Bag {
  const { items } = body;
  if (!Array.isArray(items)) return body;
  const changed = items.map((item: unknown) =>
    isBag(item) && isJob(item["resource"]) ? { error: item["resource"] } : item,
  );
  return { ...body, items: changed };
}

/** Kinds that change how jobs and their errors are shown. */
export const JOB_DISTORTIONS: Partial<Record<FaultKind, Distortion>> = {
  "refused-jobs": jobsAsErrors,
  "text-status": (body) => withTextStatus(body) as Bag,
  stubs: (body) => mapJobs(body, stubOf),
  "foreign-jobs": (body) => mapJobs(body, foreign),
};

/** The HTTP status of a response, as the faults specify. */
export const statusOf = (status: number, body: unknown, faults: readonly FaultOptions[]): number =>
  isJob(body) && faults.some(({ kind }) => kind === "refused-jobs") ? 409 : status;
