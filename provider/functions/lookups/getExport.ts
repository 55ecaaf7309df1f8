import { getExportArgs } from "../../inputs/lookups";
import { exportsApi } from "../../platform/api/exports";
import type { JobError } from "../../resources/fileExport";
import type { Look } from "./look";

/** Arguments of `getExport`. */
export interface GetExportArgs {
  /** The job's id, such as a FileExport's `id`. */
  id: string;
}

/** An export job as the platform reports it. */
export interface GetExportResult {
  id: string;
  /** PENDING, RUNNING, COMPLETED or FAILED. */
  state: string;
  source: { file: string };
  destination: { volume: string; location: string };
  overwrite?: boolean | undefined;
  /** When the job was submitted: ISO 8601, UTC. */
  startedOn?: string | undefined;
  /** When the job ended: ISO 8601, UTC. */
  finishedOn?: string | undefined;
  /** The exported file, once the job is COMPLETED. */
  result?: { id: string; name: string; project?: string | undefined } | undefined;
  /** Why it FAILED, as reported by the platform. */
  error?: JobError | undefined;
  /** The job's address in the API. */
  href?: string | undefined;
}

export const look: Look<GetExportArgs, GetExportResult> = {
  name: "getExport",
  schema: getExportArgs,
  what: ({ id }) => `export job ${id}`,
  ask: async ({ client }, { id }) => {
    const { result, ...job } = await exportsApi.get(client, id);
    return { ...job, result: result && { id: result.id, name: result.name, project: result.project } };
  },
};
