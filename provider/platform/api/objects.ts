import type { Client } from "../http/client";
import { isPlatformError } from "../errors/errors";
import { groupBy } from "../collections";
import { PAGE_SIZE } from "../http/paging";
import { shownText } from "../errors/maskTokens";
import { getObject, listObjects } from "./volumes";

export interface Place {
  /** "owner/name". */
  volume: string;
  /** Below the volume's prefix. */
  location: string;
}

/** "unchecked": it would have cost more requests than allowed, or the bucket can't be browsed. */
export type Presence = "there" | "gone" | "unchecked";

/** Requests that may still go into looking for objects; there is no bulk look: a page of 100 or one object a request. */
export interface Allowance {
  left: number;
}

/** What "some" stands for, and what holds if nothing was said. */
export const OBJECT_REQUESTS = 5;

/** The setting `cavatica:objectChecks`: how many requests may be spent on looking for objects in their buckets. */
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

/** Up to this many of one folder are asked one by one, more by listing the folder. */
const ONE_BY_ONE = 2;

/**
 * Whether there are objects at these places, at a bounded price: folders that hold many of them first, since listing
 * tells of all at once.
 */
export async function findObjects<P extends Place>(
  client: Client,
  places: readonly P[],
  allowance: Allowance,
): Promise<Map<P, Presence>> {
  const found = new Map<P, Presence>();
  for (const folder of byFolder(places)) {
    const look = folder.length <= ONE_BY_ONE ? lookOneByOne : listFolder;
    await look(client, folder, allowance, found);
  }
  return found;
}

type Look = <P extends Place>(
  client: Client,
  places: readonly P[],
  allowance: Allowance,
  found: Map<P, Presence>,
) => Promise<void>;

const lookOneByOne: Look = async (client, places, allowance, found) => {
  for (const place of places) {
    if (allowance.left-- <= 0) found.set(place, "unchecked");
    else found.set(place, await getObject(client, place.volume, place.location).then(() => "there", absence));
  }
};

const listFolder: Look = async (client, places, allowance, found) => {
  const missing = groupBy(places, (place) => place.location);
  const rest = await browse(client, places[0]!, allowance, ({ location }) => {
    for (const place of missing.get(location) ?? []) found.set(place, "there");
    missing.delete(location);
    return missing.size === 0;
  });
  for (const place of [...missing.values()].flat()) found.set(place, rest);
};

/** Lists the place's folder until `enough`; what holds then for places that weren't among the objects. */
async function browse(
  client: Client,
  { volume, location }: Place,
  allowance: Allowance,
  enough: (object: { location: string }) => boolean,
): Promise<Presence> {
  if (allowance.left <= 0) return "unchecked";
  allowance.left--;
  try {
    let seen = 0;
    for await (const object of listObjects(client, volume, folderOf(location))) {
      if (enough(object)) break;
      // The next page is asked for after the last object of this one.
      if (++seen % PAGE_SIZE === 0 && allowance.left-- <= 0) return "unchecked";
    }
    return "gone";
  } catch (error) {
    return absence(error);
  }
}

/** Only the platform's word that the object isn't there counts; a bucket that can't be browsed says nothing. */
function absence(error: unknown): Presence {
  if (!isPlatformError(error)) throw error;
  return error.isNotFound && (error.code === 9105 || error.code === 9109) ? "gone" : "unchecked";
}

const folderOf = (location: string): string => location.slice(0, location.lastIndexOf("/") + 1);

const byFolder = <P extends Place>(places: readonly P[]): P[][] =>
  [...groupBy(places, ({ volume, location }) => `${volume}\n${folderOf(location)}`).values()].sort(
    (a, b) => b.length - a.length,
  );
