import prettyBytes from "pretty-bytes";
import { BULK_SIZE } from "../platform/bulk";
import { groupBy } from "../platform/groups";
import type { Planned } from "./planned";
import type { Fate } from "./verdict";

interface Counted {
  exports: number;
  /** Of those whose size is known. */
  bytes: number;
}

export interface Totals {
  fates: Readonly<Record<Fate, Counted>>;
  unchecked: number;
  /** Requests that submitting will take, without those that watch the jobs. */
  requests: number;
  /** Requests of one look at all jobs. */
  requestsPerLook: number;
}

/** What a plan comes to. `unchecked`: exports whose places weren't looked at. */
export function totalsOf(
  fates: ReadonlyMap<Planned, Fate>,
  sizeOf: (item: Planned) => number | undefined,
  unchecked: number,
): Totals {
  const totals: Record<Fate, Counted> = {
    move: { exports: 0, bytes: 0 },
    copy: { exports: 0, bytes: 0 },
    there: { exports: 0, bytes: 0 },
    underWay: { exports: 0, bytes: 0 },
    impossible: { exports: 0, bytes: 0 },
    unknown: { exports: 0, bytes: 0 },
  };
  for (const [item, fate] of fates) {
    totals[fate].exports++;
    totals[fate].bytes += sizeOf(item) ?? 0;
  }
  const waiting = totals.move.exports + totals.copy.exports + totals.underWay.exports;
  const requestsPerLook = Math.ceil(waiting / BULK_SIZE);
  return { fates: totals, unchecked, requestsPerLook, requests: requestsToSubmit(fates) };
}

/**
 * Copies and moves go in calls of their own, and so does what a bulk resource holds, since it has looked up its files
 * before. A volume costs two: its jobs are listed before the first export to it, and its address is read after.
 */
function requestsToSubmit(fates: ReadonlyMap<Planned, Fate>): number {
  const wanted = [...fates].filter(([, fate]) => fate === "move" || fate === "copy");
  const items = wanted.map(([item]) => item);
  const volumes = new Set(items.map(({ volume }) => volume)).size;
  const calls = [...groupBy(wanted, ([item, fate]) => `${fate} ${item.isItem}`).values()];
  const submissions = calls.reduce((sum, call) => sum + Math.ceil(call.length / BULK_SIZE), 0);
  const looks = Math.ceil(items.filter(({ isItem }) => isItem).length / BULK_SIZE);
  return submissions + looks + 2 * volumes;
}

const WORDS: Readonly<Record<Fate, string>> = {
  move: "to move (one way)",
  copy: "to copy",
  there: "already there",
  underWay: "under way",
  impossible: "that can't be made",
  unknown: "not known yet",
};

/** "Preflight of 500 exports: 488 to move (one way), 1.2 TB; 12 that can't be made. Submitting takes about 9 requests…" */
export function totalsText({ fates, unchecked, requests, requestsPerLook }: Totals): string {
  const all = Object.values(fates).reduce((sum, { exports }) => sum + exports, 0);
  const parts = (Object.keys(WORDS) as Fate[]).flatMap((fate) => part(fate, fates[fate]));
  const lines = [`Preflight of ${count(all, "export")}: ${parts.join("; ")}.`];
  if (requests > 0)
    lines.push(
      `Submitting takes about ${count(requests, "request")}, each look at the jobs ${requestsPerLook}.`,
    );
  if (unchecked > 0)
    lines.push(
      `Whether objects are in the way wasn't looked at for ${count(unchecked, "export")} ` +
        `(cavatica:objectChecks bounds the requests for that; "all" looks at all).`,
    );
  return lines.join(" ");
}

function part(fate: Fate, { exports, bytes }: Counted): string[] {
  if (exports === 0) return [];
  return [`${exports} ${WORDS[fate]}${bytes > 0 ? `, ${prettyBytes(bytes)}` : ""}`];
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;
