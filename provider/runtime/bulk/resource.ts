import { createHash } from "node:crypto";
import { type ItemResult, parseResult, resultLine } from "../../model/result";
import { isAsWritten } from "../../inputs/bulkItems";
import { holdsUnknown, isUnknown } from "../../inputs/unknowns";
import { type PropertyMap, without } from "../../inputs/propertyMap";
import type { Failure } from "../../inputs/validate";
import type { Endpoints } from "../../jobs/kinds";
import type { Work } from "../../platform/errors/remedies";
import { isFinal, type Job } from "../../platform/api/jobs";
import { type Call, type Diff, type ResourceType, Unfinished } from "../contract/resourceType";
import { session, type Session } from "../account/session";
import { informOnce, warn } from "../engine/status";
import { entriesOf, isDone, type Plan, planItems } from "./plan";
import { bulkProgress } from "./progress";
import { type LookAtFinished, readItems } from "./read";
import { linesOf } from "./results";
import { type BulkKind, runPlan } from "./run";
import { unverified, type VerifyItem, verifyAll } from "./verification";
import { failedKeys, summarise, unfinishedReason } from "./summary";
import { type Roots, uprooted } from "./replacedVolume";

/** What differs between the kinds of bulk resources. */
export interface BulkSpec<Item extends Endpoints, J extends Job & Endpoints> {
  /** For messages, and for the advice on errors. */
  work: Work;
  check: (news: PropertyMap) => { inputs: PropertyMap; failures: Failure[] };
  /** Parses a line; what all items share comes from the resource's inputs or outputs. */
  parse(line: string, shared: PropertyMap): Item;
  /** What distinguishes items: everything except settings that don't matter once a job has ended. */
  identity: (item: Item) => string;
  /** What identifies an item to users. */
  key: (item: Item) => string;
  kind(account: Session, inputs: PropertyMap): BulkKind<Item, J>;
  /** Inputs that all items share and whose change can't be applied to existing jobs. */
  replaces(olds: PropertyMap, news: PropertyMap): string[];
  /** Throws if the items' earlier results make the plan impossible. */
  refuse?(plan: Plan<Item>, olds: PropertyMap): void;
  roots: Roots;
  /** Why these done items can't be done again on another volume; undefined if they can. */
  rooted?(items: readonly string[], olds: PropertyMap): string | undefined;
  /** What a refresh checks of a done item. */
  lookAt: LookAtFinished<Item>;
  /** Undoes the effect of an item that is no longer declared, if possible. */
  forget?: (item: Item, result: ItemResult, call: Call) => Promise<void>;
  /** What the item has on the platform that `forget` would remove. */
  things?: (item: Item, result: ItemResult) => string[];
  /** Compares a done item's object with its file, for `verify`. */
  verify?: VerifyItem<Item>;
  /** The message shown when one is destroyed. */
  destroyed: string;
}

/** Many jobs as one resource: submitted in bulk, watched together, with one result per item. */
export function bulkResource<Item extends Endpoints, J extends Job & Endpoints>(
  spec: BulkSpec<Item, J>,
): ResourceType {
  return {
    marker: "summary",
    check: spec.check,
    diff: (_id, olds, news) => diff(spec, olds, news),
    async create(inputs, call) {
      const id = newId(inputs, call);
      return { id, outs: await run(spec, id, inputs, {}, call) };
    },
    update: (id, olds, news, call) => run(spec, id, news, olds, call),
    read: (id, olds, isGet, call) =>
      readItems(id, olds, isGet, call, {
        ...spec,
        parse: (line) => spec.parse(line, olds),
        kind: (account) => spec.kind(account, olds),
      }),
    async delete(_id, olds, call) {
      await forgetAll(spec, planned(spec, [], olds, olds), call);
      informOnce(spec.destroyed);
    },
    things(_id, props) {
      const { things } = spec;
      if (!things) return [];
      const lines = (props["items"] ?? props["jobs"] ?? []) as string[];
      return lines.map(parseResult).flatMap(({ item, result }) => things(spec.parse(item, props), result));
    },
  };
}

/** As long as something that the items need is unknown, `check` leaves them as given. */
const areLines = (items: unknown): boolean =>
  Array.isArray(items) && items.every((item) => typeof item === "string" && !isUnknown(item));

const planned = <Item extends Endpoints, J extends Job & Endpoints>(
  spec: BulkSpec<Item, J>,
  lines: string[],
  olds: PropertyMap,
  shared: PropertyMap,
): Plan<Item> => planItems(lines, linesOf(olds), { ...spec, parse: (line) => spec.parse(line, shared) });

const newId = (inputs: PropertyMap, { urn }: Call): string =>
  `bulk-${createHash("sha256")
    .update(`${urn ?? JSON.stringify(inputs)}${Date.now()}`)
    .digest("hex")
    .slice(0, 24)}`;

function diff<Item extends Endpoints, J extends Job & Endpoints>(
  spec: BulkSpec<Item, J>,
  olds: PropertyMap,
  news: PropertyMap,
): Diff {
  if (!areLines(news["items"]) || isUnknown(news["volume"])) return diffUnknown(spec, olds, news);
  const replaces = spec.replaces(olds, news);
  if (replaces.length > 0) return { changes: true, replaces };
  const plan = planned(spec, news["items"] as string[], olds, news);
  spec.refuse?.(plan, olds);
  const isChecked = news["verify"] === olds["verify"] && unverified(plan, news).length === 0;
  return { changes: !isDone(plan) || !isChecked };
}

/**
 * Unknown values count as changed, and an update carries the change out: for a program's items it can't be known whether a
 * volume that doesn't exist yet is a different one. For a volume about to be replaced, the engine calls `diff` again, with
 * the inputs in state; then the items must be deleted before the volume.
 */
function diffUnknown<Item extends Endpoints, J extends Job & Endpoints>(
  spec: BulkSpec<Item, J>,
  olds: PropertyMap,
  news: PropertyMap,
): Diff {
  const { items, isDeclared } = uprooted(linesOf(olds), news, spec.roots);
  const reason = items.length > 0 ? spec.rooted?.(items, olds) : undefined;
  if (reason !== undefined && isDeclared) throw new Error(reason);
  const replaces = isAsWritten(news) ? knownReplaces(spec, olds, news) : [];
  if (replaces.length > 0) return { changes: true, replaces };
  if (reason !== undefined || items.length === 0 || isAsWritten(news)) return { changes: true };
  return { changes: true, replaces: ["items"], deleteBeforeReplace: true };
}

/** What replaces the resource whatever the unknown values turn out to be. */
const knownReplaces = <Item extends Endpoints, J extends Job & Endpoints>(
  spec: BulkSpec<Item, J>,
  olds: PropertyMap,
  news: PropertyMap,
): string[] => spec.replaces(olds, news).filter((name) => !holdsUnknown(news[name]));

async function run<Item extends Endpoints, J extends Job & Endpoints>(
  spec: BulkSpec<Item, J>,
  id: string,
  inputs: PropertyMap,
  olds: PropertyMap,
  call: Call,
): Promise<PropertyMap> {
  const account = session();
  const { clock } = account.client;
  const until = clock.now() + call.timeout;
  const plan = planned(spec, inputs["items"] as string[], olds, inputs);
  await forgetAll(spec, plan, call);
  const shown = bulkProgress(call.urn, clock, plan.keep.length);
  const results = await runPlan(plan, spec.kind(account, inputs), {
    until,
    onChange: shown.changed,
    isNew: linesOf(olds).length === 0,
  });
  await verifyAll(spec.verify, account, plan, inputs, results);
  shown.ended(results);
  const lines = entriesOf(plan)
    .map(({ line, item }) => resultLine(line, results.get(item)!))
    .sort();
  const summary = summarise(results.values());
  // The lines of the jobs contain the items, so the items aren't stored again.
  const outs = {
    ...without(inputs, "items"),
    jobs: lines,
    summary,
    failed: failedKeys(lines, (line) => spec.key(spec.parse(line, inputs))),
  };
  const reason = unfinishedReason(spec.work, lines);
  const haveEnded = [...results.values()].every(({ state }) => isFinal(state));
  if (reason && !(haveEnded && inputs["onFailure"] === "report")) throw new Unfinished(id, outs, reason);
  if (reason) warn(reason, call.urn);
  return outs;
}

async function forgetAll<Item extends Endpoints, J extends Job & Endpoints>(
  spec: BulkSpec<Item, J>,
  { gone }: Plan<Item>,
  call: Call,
): Promise<void> {
  const { forget } = spec;
  if (forget) await Promise.all(gone.map(([{ item }, result]) => forget(item, result, call)));
}
