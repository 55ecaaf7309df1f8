import { ApiError } from "../errors";
import { submitExport } from "../rules/exportChecks";
import { submitImport } from "../rules/importChecks";
import { queryValue, queryValues } from "../rules/paging";
import { queryFlag } from "../rules/shapes";
import type { Job, JobState } from "../world/records";
import { bulkAnswer, bulkIds, bulkList } from "./bulk";
import type { Call, Route } from "./call";
import { showJob, stateAt, stubs } from "./show";

type Kind = Job["kind"];

const STATES: readonly string[] = ["PENDING", "RUNNING", "COMPLETED", "FAILED"];

function show(call: Call, job: Job, asOf = call.now): Record<string, unknown> {
  return showJob(job, call.base, call.world.switches, asOf);
}

/** A job of the caller: other users' jobs can't be read (documented for lists: list-export-jobs-v2). */
function ownJob(call: Call, kind: Kind, id: string): Job {
  const job = call.world.jobs.get(id);
  if (!job || job.kind !== kind) throw new ApiError(9008);
  if (job.user !== call.user) throw new ApiError(9005);
  return job;
}

/** Jobs as a list that lags behind would show them. */
function laggingJobs(call: Call, kind: Kind, volume: string | undefined, states: JobState[]): Job[] {
  const asOf = call.listTime;
  return call.world.jobs.list(kind, call.user, volume, []).filter((job) => {
    const state = stateAt(job, asOf);
    return state !== undefined && (states.length === 0 || states.includes(state));
  });
}

function listJobs(call: Call, kind: Kind): Record<string, unknown> {
  const volume = queryValue(call.query, "volume");
  const states = queryValues(call.query, "state").map((state) => state.toUpperCase());
  const unknown = states.find((state) => !STATES.includes(state));
  if (unknown !== undefined) throw new ApiError(9011, `Unknown state "${unknown}".`);
  const lags = call.listTime < call.now;
  const jobs = lags
    ? laggingJobs(call, kind, volume, states as JobState[])
    : call.world.jobs.list(kind, call.user, volume, states as JobState[]);
  const newestFirst = call.world.switches.jobListOrder === "newest-first";
  return call.page(ofProject(call, jobs), (job) => show(call, job, call.listTime), stubs.job, newestFirst);
}

/** Imports can be filtered by project too. */
function ofProject(call: Call, jobs: readonly Job[]): readonly Job[] {
  const project = queryValue(call.query, "project");
  if (project === undefined) return jobs;
  return jobs.filter((job) => job.kind === "import" && projectOf(call, job.destination) === project);
}

function projectOf(call: Call, to: { project?: string; parent?: string }): string | undefined {
  return to.project ?? call.world.files.get(to.parent ?? "")?.project;
}

function submit(call: Call, kind: Kind, body: unknown): Record<string, unknown> {
  const copyOnly = queryFlag(queryValue(call.query, "copy_only"));
  const job =
    kind === "export"
      ? submitExport(call.world, call.user, body, copyOnly)
      : submitImport(call.world, call.user, body);
  return show(call, job);
}

/** Starting, reading and listing jobs, one by one and in bulk; exports and imports share all of it. */
export function jobRoutes(route: Route): void {
  for (const kind of ["export", "import"] as const) {
    const path = `/storage/${kind}s`;
    route("POST", path, (call) => submit(call, kind, call.body));
    route("GET", path, (call) => listJobs(call, kind));
    route("GET", `${path}/:id`, (call) => call.select(show(call, ownJob(call, kind, call.param("id")))));
    route("POST", `/bulk${path}/create`, (call) =>
      bulkAnswer(call, bulkList(call, "items"), (item) => submit(call, kind, item)),
    );
    route("POST", `/bulk${path}/get`, (call) =>
      bulkAnswer(call, bulkIds(call, `${kind}_ids`), (id) => show(call, ownJob(call, kind, id))),
    );
  }
}
