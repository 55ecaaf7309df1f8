import prettyBytes from "pretty-bytes";
import { BULK_SIZE } from "../../platform/api/bulk";
import { groupBy } from "../../platform/collections";
import { isExport, isImport, type Planned } from "../plan/planned";
import type { Fate } from "../judge/verdict";

interface Counted {
  count: number;
  /** The total of those whose size is known. */
  bytes: number;
}

export interface Totals {
  /** "500 exports and 3 imports". */
  all: string;
  fates: Readonly<Record<Fate, Counted>>;
  unchecked: number;
  /** Exports whose objects are compared with their files after the export. */
  verified: number;
  /** Requests that submitting will take, without status polls. */
  requests: number;
  /** Requests of one status poll of all jobs. */
  requestsPerLook: number;
}

/** The totals of a plan. `unchecked`: exports whose destinations weren't checked. */
export function totalsOf(
  fates: ReadonlyMap<Planned, Fate>,
  sizeOf: (item: Planned) => number | undefined,
  unchecked: number,
): Totals {
  const totals = Object.fromEntries(FATES.map((fate) => [fate, { count: 0, bytes: 0 }]));
  for (const [item, fate] of fates) {
    totals[fate]!.count++;
    totals[fate]!.bytes += sizeOf(item) ?? 0;
  }
  const waiting = [...fates].flatMap(([item, fate]) => (AWAITED.has(fate) ? [item] : []));
  const perKind = [waiting.filter(isExport), waiting.filter(isImport)];
  return {
    all: countText(fates.keys()),
    fates: totals as Totals["fates"],
    unchecked,
    verified: waiting.filter((item) => isExport(item) && item.verify).length,
    requests: requestsToSubmit(fates),
    requestsPerLook: perKind.reduce((sum, { length }) => sum + Math.ceil(length / BULK_SIZE), 0),
  };
}

/** "500 exports and 3 imports". */
export function countText(planned: Iterable<Planned>): string {
  const items = [...planned];
  const [exports, imports] = [items.filter(isExport).length, items.filter(isImport).length];
  return [
    ...(exports > 0 || imports === 0 ? [count(exports, "export")] : []),
    ...(imports > 0 ? [count(imports, "import")] : []),
  ].join(" and ");
}

/** What a part of them is taken from: "500 exports", or "503 exports and imports". */
export function totalText(planned: Iterable<Planned>): string {
  const items = [...planned];
  const isMixed = items.some(isExport) && items.some(isImport);
  return isMixed ? `${items.length} exports and imports` : countText(items);
}

const SUBMITTED: ReadonlySet<Fate> = new Set(["move", "copy", "import"]);
const AWAITED: ReadonlySet<Fate> = new Set([...SUBMITTED, "underWay"]);

/**
 * Copies, moves and imports go in separate calls, and so do a bulk resource's items, since it looks up its files first. A
 * volume costs two requests: its jobs are listed before the first submission, and its details are read afterwards.
 */
function requestsToSubmit(fates: ReadonlyMap<Planned, Fate>): number {
  const wanted = [...fates].filter(([, fate]) => SUBMITTED.has(fate));
  const items = wanted.map(([item]) => item);
  const volumes = new Set(items.map((item) => `${isImport(item)} ${item.volume}`)).size;
  const calls = [...groupBy(wanted, ([item, fate]) => `${fate} ${item.isItem}`).values()];
  const submissions = calls.reduce((sum, call) => sum + Math.ceil(call.length / BULK_SIZE), 0);
  const looks = Math.ceil(items.filter(({ isItem }) => isItem).length / BULK_SIZE);
  return submissions + looks + 2 * volumes;
}

const WORDS: Readonly<Record<Fate, string>> = {
  move: "to move (one way)",
  copy: "to copy",
  import: "to import",
  there: "already there",
  underWay: "under way",
  impossible: "that will fail",
  unknown: "not known yet",
};

const FATES = Object.keys(WORDS) as Fate[];

/** "Preflight of 500 exports: 488 to move (one way), 1.2 TB; 12 that will fail. Submitting takes about 9 requests…" */
export function totalsText({ all, fates, unchecked, verified, requests, requestsPerLook }: Totals): string {
  const parts = FATES.flatMap((fate) => part(fate, fates[fate]));
  const lines = [`Preflight of ${all}: ${parts.join("; ")}.`];
  if (requests > 0)
    lines.push(
      `Submitting takes about ${count(requests, "request")}, and each status poll of all jobs ${requestsPerLook}.`,
    );
  if (verified > 0)
    lines.push(`Then ${count(verified, "object")} ${verified === 1 ? "is" : "are"} verified.`);
  if (unchecked > 0)
    lines.push(
      `Whether objects are in the way wasn't checked for ${count(unchecked, "export")} ` +
        `(cavatica:objectChecks limits the requests for that; "all" checks all).`,
    );
  return lines.join(" ");
}

function part(fate: Fate, { count, bytes }: Counted): string[] {
  if (count === 0) return [];
  return [`${count} ${WORDS[fate]}${bytes > 0 ? `, ${prettyBytes(bytes)}` : ""}`];
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;
