import { z } from "zod";
import type { Client } from "../http/client";
import { hostsShown } from "./archived";
import { someFiles } from "./files";

/** Where the platforms keep their public reference files, which can't be exported. */
export const PUBLIC_PROJECT = "admin/sbg-public-data";

const projectsSchema = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })) });

/** Ids of some of the projects that the token's user is a member of: one request (page "List all your projects"). */
export async function someProjects(client: Client): Promise<string[]> {
  const { items } = await client.call({ path: "/projects", query: { limit: 100 }, answer: projectsSchema });
  return items.map(({ id }) => id);
}

/** As many other projects are looked into. */
const MOST_PROJECTS = 4;

const known = new WeakMap<object, Promise<boolean>>();

/**
 * Whether the platform shows where files are hosted, for a project in which none tells: all of its files may have been
 * moved to a volume but those that are archived. A few requests, once per account; where no other project tells either,
 * it is taken to show them, as CAVATICA does.
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
    // Beside aliases, what shows none may be archived itself.
    if (shown || (shown === false && files.every(({ storage }) => storage?.type !== "VOLUME"))) return shown;
  }
  return true;
}
