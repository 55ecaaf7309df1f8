import type { Client } from "../http/client";
import { isPlatformError } from "../errors/errors";
import { groupBy } from "../collections";
import { PAGE_SIZE } from "../http/paging";
import { shownText } from "../errors/shownText";
import { objectFacts, type ObjectFacts } from "./objectFacts";
import { getObject, listObjects } from "./volumes";

export interface Place {
  /** "owner/name". */
  volume: string;
  /** Relative to the volume's prefix. */
  location: string;
}

/** "unchecked": checking would have cost more requests than allowed, or the bucket can't be browsed. */
export type Presence = "there" | "gone" | "unchecked";

/** What was found at a location: whether an object exists, and what the storage reports about it. */
export interface Sighting {
  presence: Presence;
  facts?: ObjectFacts;
}

/** Requests left for checking objects; there is no bulk call, only a page of 100 or one object per request. */
export interface Allowance {
  left: number;
}

/** The number that "some", the default, stands for. */
export const OBJECT_REQUESTS = 5;

/** The setting `cavatica:objectChecks`: how many requests may be spent on checking objects in their buckets. */
const ALLOWANCES = new Map([
  ["off", 0],
  ["some", OBJECT_REQUESTS],
  ["all", Infinity],
]);

export function objectAllowance(setting = "some"): Allowance {
  const left = ALLOWANCES.get(setting);
  if (left !== undefined) return { left };
  const allowed = [...ALLOWANCES.keys()].join(", ");
  throw new Error(`cavatica:objectChecks: ${shownText(setting)} must be one of: ${allowed} (default some)`);
}

/** Up to this many objects of one folder are requested one by one; for more, the folder is listed. */
const ONE_BY_ONE = 2;

/** Whether objects exist at these locations, within an allowance of requests. */
export async function findObjects<P extends Place>(
  client: Client,
  places: readonly P[],
  allowance: Allowance,
): Promise<Map<P, Presence>> {
  const seen = await seeObjects(client, places, allowance);
  return new Map([...seen].map(([place, { presence }]) => [place, presence]));
}

/**
 * What is at these locations. Folders with many of them come first, since one listing covers them all. A folder is listed
 * for at most as many pages as there are locations in it; the rest are requested one by one, which costs no more.
 */
export async function seeObjects<P extends Place>(
  client: Client,
  places: readonly P[],
  allowance: Allowance,
): Promise<Map<P, Sighting>> {
  const seen = new Map<P, Sighting>();
  for (const folder of byFolder(places)) {
    if (folder.length > ONE_BY_ONE) await listFolder(client, folder, allowance, seen);
    await askEach(
      client,
      folder.filter((place) => !seen.has(place)),
      allowance,
      seen,
    );
  }
  return seen;
}

async function askEach<P extends Place>(
  client: Client,
  places: readonly P[],
  allowance: Allowance,
  seen: Map<P, Sighting>,
): Promise<void> {
  for (const place of places) seen.set(place, await askFor(client, place, allowance));
}

async function askFor(client: Client, { volume, location }: Place, allowance: Allowance): Promise<Sighting> {
  if (allowance.left-- <= 0) return { presence: "unchecked" };
  try {
    return there(await getObject(client, volume, location));
  } catch (error) {
    return { presence: absence(error) };
  }
}

const there = (object: object): Sighting => ({ presence: "there", facts: objectFacts(object) });

/** Lists the folder, and leaves open whatever would cost more requests by listing than one by one. */
async function listFolder<P extends Place>(
  client: Client,
  places: readonly P[],
  allowance: Allowance,
  seen: Map<P, Sighting>,
): Promise<void> {
  const missing = groupBy(places, (place) => place.location);
  const rest = await browse(client, places[0]!, allowance, places.length, (object) => {
    for (const place of missing.get(object.location) ?? []) seen.set(place, there(object));
    missing.delete(object.location);
    return missing.size === 0;
  });
  if (rest !== undefined)
    for (const place of [...missing.values()].flat()) seen.set(place, { presence: rest });
}

/**
 * Lists the location's folder until `enough`, or for `mostPages`; returns what that means for locations that weren't among
 * the objects, or undefined if the list continues.
 */
async function browse(
  client: Client,
  { volume, location }: Place,
  allowance: Allowance,
  mostPages: number,
  enough: (object: { location: string }) => boolean,
): Promise<Presence | undefined> {
  if (allowance.left <= 0) return "unchecked";
  allowance.left--;
  try {
    let seen = 0;
    for await (const object of listObjects(client, volume, folderOf(location))) {
      if (enough(object)) break;
      // The next page is requested after the last object of this one.
      if (++seen % PAGE_SIZE !== 0) continue;
      if (seen / PAGE_SIZE >= mostPages) return undefined;
      if (allowance.left-- <= 0) return "unchecked";
    }
    return "gone";
  } catch (error) {
    return absence(error);
  }
}

/** Codes for a location of a volume (two), and for a file, of which an object's address can mean none but its own. */
const GONE_CODES: readonly (number | undefined)[] = [9105, 9109, 9009];

/** Only the platform's definite statement that there is no such object counts; a bucket that can't be browsed shows nothing. */
function absence(error: unknown): Presence {
  if (!isPlatformError(error)) throw error;
  return error.isNotFound && GONE_CODES.includes(error.code) ? "gone" : "unchecked";
}

const folderOf = (location: string): string => location.slice(0, location.lastIndexOf("/") + 1);

const byFolder = <P extends Place>(places: readonly P[]): P[][] =>
  [...groupBy(places, ({ volume, location }) => `${volume}\n${folderOf(location)}`).values()].sort(
    (a, b) => b.length - a.length,
  );
