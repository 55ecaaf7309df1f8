import type { Client } from "../platform/client";
import { type ExportJob, exportsApi } from "../platform/exports";
import { isFinal } from "../platform/jobs";
import { PAGE_SIZE } from "../platform/paging";

/** Jobs of the token's user on one volume, by what they export and where to. */
export interface EarlierJobs {
  states: ReadonlyMap<string, ReadonlySet<"unfinished" | "completed">>;
  /** False where finished jobs were left unread. */
  complete: boolean;
}

/** As many pages of finished jobs as the provider itself searches, when a copy meets an object. */
const MOST_PAGES = 20;

export const jobKey = (file: string, location: string): string => `${file}\n${location}`;

/**
 * What earlier runs have started on a volume: all that still runs, and of what is finished as many pages as were asked
 * for. The platform has no filter but volume and state, and tells nobody of other users' jobs (its page "List export jobs").
 */
export async function earlierJobs(client: Client, volume: string, pages: number): Promise<EarlierJobs> {
  const states = new Map<string, Set<"unfinished" | "completed">>();
  const note = ({ source, destination, state }: ExportJob): void => {
    const key = jobKey(source.file, destination.location);
    const known = states.get(key) ?? new Set();
    states.set(key, known.add(isFinal(state) ? "completed" : "unfinished"));
  };
  for await (const job of exportsApi.list(client, { volume, state: ["PENDING", "RUNNING"] })) note(job);
  let left = Math.min(pages, MOST_PAGES) * PAGE_SIZE;
  if (left === 0) return { states, complete: false };
  for await (const job of exportsApi.list(client, { volume, state: ["COMPLETED"] })) {
    note(job);
    if (--left === 0) return { states, complete: false };
  }
  return { states, complete: true };
}
