import type { Client } from "../../platform/http/client";
import { groupBy } from "../../platform/collections";
import { type Allowance, findObjects } from "../../platform/api/objects";
import { remedyFor } from "../../platform/errors/remedies";
import { type EarlierJobs, earlierJobs } from "./earlierJobs";
import type { PlannedExport } from "../plan/planned";

/** An export with a known destination, whose file is ready. */
export type Ready = PlannedExport & { file: string; volume: string; location: string; moves: boolean };

/** "free": no object was found. "unchecked": not checked, because it would have cost too many requests or isn't allowed. */
export type PlaceFate =
  | { is: "free" }
  | { is: "unchecked" }
  | { is: "there" }
  | { is: "underWay" }
  | { is: "problem" | "doubt"; text: string };

const LOCATION_TAKEN = 9107;

/**
 * Whether objects are in the way of exports that may not replace them. An object that an earlier export of the same file
 * created isn't in the way of a copy: state may have lost it, and the provider adopts it.
 */
export async function placeFates<P extends Ready>(
  client: Client,
  items: readonly P[],
  allowance: Allowance,
): Promise<Map<P, PlaceFate>> {
  const presences = await findObjects(client, items, allowance);
  const taken = items.filter((item) => presences.get(item) === "there");
  const fates = new Map<P, PlaceFate>();
  for (const [volume, group] of groupBy(taken, (item) => item.volume)) {
    const copies = group.filter((item) => !item.moves).length;
    // One page more than needed, since other exports' jobs are among them.
    const jobs = await earlierJobs(client, volume, copies === 0 ? 0 : Math.ceil(copies / 100) + 1);
    for (const item of group) fates.set(item, takenFate(item, jobs));
  }
  for (const item of items)
    if (!fates.has(item)) fates.set(item, { is: presences.get(item) === "gone" ? "free" : "unchecked" });
  return fates;
}

function takenFate(item: Ready, { has, complete }: EarlierJobs): PlaceFate {
  const { file, volume, location } = item;
  const request = { source: { file }, destination: { volume, location } };
  if (has("unfinished", request)) return { is: "underWay" };
  if (!item.moves && has("completed", request)) return { is: "there" };
  const text = `${volume}/${location} already exists. ${remedyFor(LOCATION_TAKEN)}`;
  if (item.moves || complete) return { is: "problem", text };
  return {
    is: "doubt",
    text: `${text} It may be from an earlier run of this export, and is then adopted; not all finished jobs were searched.`,
  };
}
