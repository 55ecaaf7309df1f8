import { z } from "zod";
import type { Client } from "../http/client";
import { hostsShown } from "./archived";
import { someFiles } from "./files";

/** The project of the platforms' public reference files, which can't be exported. */
export const PUBLIC_PROJECT = "admin/sbg-public-data";

const projectsSchema = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })) });

/** Ids of some of the projects that the token's user is a member of, with one request (https://docs.sevenbridges.com/reference/list-all-your-projects). */
export async function someProjects(client: Client): Promise<string[]> {
  const { items } = await client.call({ path: "/projects", query: { limit: 100 }, answer: projectsSchema });
  return items.map(({ id }) => id);
}

/** The most other projects that are checked. */
const MOST_PROJECTS = 4;

const known = new WeakMap<object, Promise<boolean>>();

/**
 * Whether the platform shows where files are hosted, for a project whose own files don't reveal it: they may all have been
 * moved to a volume except for archived ones. Costs a few requests, once per account; if no other project reveals it
 * either, the platform is assumed to show it, as CAVATICA does.
 */
export function showsHosts(client: Client, except: string | undefined): Promise<boolean> {
  const answer = known.get(client.account) ?? lookElsewhere(client, except).catch(() => true);
  known.set(client.account, answer);
  return answer;
}

async function lookElsewhere(client: Client, except: string | undefined): Promise<boolean> {
  const others = (await someProjects(client)).filter((id) => id !== except);
  for (const project of others.slice(0, MOST_PROJECTS)) {
    const files = await someFiles(client, project);
    const shown = hostsShown(files);
    // In a project with aliases, the files that show no host may all be archived.
    if (shown || (shown === false && files.every(({ storage }) => storage?.type !== "VOLUME"))) return shown;
  }
  return true;
}
