import { Collector, type Entry } from "../jobs/collector";
import type { Client } from "../platform/client";
import { isPlatformError } from "../platform/errors";
import { PAGE_SIZE } from "../platform/paging";
import { getObject, listObjects } from "../platform/volumes";

export interface Place {
  volume: string;
  location: string;
}

/** "unchecked": it would have cost more requests than a refresh may spend on objects, or the bucket can't be browsed. */
export type Presence = "there" | "gone" | "unchecked";

/** There is no bulk look at objects: a page of 100 or one object a request. So many a process, unless told otherwise. */
export const OBJECT_REQUESTS = 5;

/** Up to this many of one folder are asked one by one, more by listing the folder. */
const ONE_BY_ONE = 2;

type Waiting = Entry<Place, Presence>;

/** Whether exported objects are still in their buckets, at a bounded price. */
export class ObjectLooks {
  private readonly collector: Collector<Place, Presence>;

  constructor(
    private readonly client: Client,
    private left: number,
  ) {
    this.collector = new Collector(client.clock, (entries) => this.look(entries));
  }

  at(place: Place): Promise<Presence> {
    return this.collector.add(place);
  }

  private async look(entries: Waiting[]): Promise<void> {
    for (const group of byFolder(entries)) {
      if (group.length <= ONE_BY_ONE)
        for (const entry of group) entry.resolve(await this.lookAtOne(entry.item));
      else await this.listFolder(group);
    }
  }

  private async lookAtOne({ volume, location }: Place): Promise<Presence> {
    if (this.left <= 0) return "unchecked";
    this.left--;
    return getObject(this.client, volume, location).then(() => "there" as const, absence);
  }

  private async listFolder(group: Waiting[]): Promise<void> {
    const missing = new Map(group.map((entry) => [entry.item.location, entry]));
    const { volume, location } = group[0]!.item;
    let presence: Presence = "gone";
    try {
      let seen = 0;
      for await (const object of this.left > 0 ? listObjects(this.client, volume, folderOf(location)) : []) {
        if (seen++ % PAGE_SIZE === 0 && this.left-- <= 0) break;
        missing.get(object.location)?.resolve("there");
        missing.delete(object.location);
        if (missing.size === 0) return;
      }
      if (this.left <= 0) presence = "unchecked";
    } catch (error) {
      presence = absence(error);
    }
    for (const entry of missing.values()) entry.resolve(presence);
  }
}

/** Only the platform's word that the object isn't there counts; a bucket that can't be browsed says nothing. */
function absence(error: unknown): Presence {
  if (!isPlatformError(error)) throw error;
  return error.isNotFound && (error.code === undefined || error.code === 9105 || error.code === 9109)
    ? "gone"
    : "unchecked";
}

const folderOf = (location: string): string => location.slice(0, location.lastIndexOf("/") + 1);

function byFolder(entries: readonly Waiting[]): Waiting[][] {
  const groups = new Map<string, Waiting[]>();
  for (const entry of entries) {
    const key = `${entry.item.volume}\n${folderOf(entry.item.location)}`;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()];
}
