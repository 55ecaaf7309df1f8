import type { Client } from "../../platform/http/client";
import type { ExportEnds } from "../../model/export";
import { type ExportJob, exportsApi } from "../../platform/api/exports";
import { JobIndex } from "../../platform/api/jobIndex";
import { isFinal } from "../../platform/api/jobs";
import { PAGE_SIZE } from "../../platform/http/paging";
import { exportComparer } from "../../platform/api/sameJob";

/** Jobs of the token's user on one volume. */
export interface EarlierJobs {
  has: (what: "unfinished" | "completed", request: ExportEnds) => boolean;
  /** False if some finished jobs weren't read. */
  complete: boolean;
}

/** The most pages of finished jobs that a preview reads: more would take too long. The provider itself reads further. */
const MOST_PAGES = 100;

/**
 * Jobs that earlier runs have started on a volume: all unfinished ones, and the given number of pages of finished ones. The
 * platform can filter only by volume and state, and doesn't show other users' jobs
 * (https://docs.sevenbridges.com/reference/list-export-jobs-v2).
 */
export async function earlierJobs(client: Client, volume: string, pages: number): Promise<EarlierJobs> {
  const unfinished = await read(client, volume, ["PENDING", "RUNNING"], Infinity);
  const most = Math.min(pages, MOST_PAGES) * PAGE_SIZE;
  const completed = most === 0 ? [] : await read(client, volume, ["COMPLETED"], most);
  const all = [...unfinished, ...completed];
  const ended = new JobIndex(
    exportComparer,
    all.filter(({ state }) => isFinal(state)),
  );
  const running = new JobIndex(
    exportComparer,
    all.filter(({ state }) => !isFinal(state)),
  );
  return {
    has: (what, request) => (what === "completed" ? ended : running).find(request) !== undefined,
    complete: completed.length < most,
  };
}

async function read(client: Client, volume: string, state: string[], most: number): Promise<ExportJob[]> {
  const jobs: ExportJob[] = [];
  for await (const job of exportsApi.list(client, { volume, state })) if (jobs.push(job) >= most) break;
  return jobs;
}
