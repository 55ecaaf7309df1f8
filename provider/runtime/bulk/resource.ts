import { createHash } from "node:crypto";
import { type ItemResult, resultLine, resultOf } from "../../inputs/bulkLines";
import { isAsWritten } from "../../inputs/bulkItems";
import { holdsUnknown, isUnknown } from "../../inputs/unknowns";
import type { Bag, Failure } from "../../inputs/validate";
import type { Endpoints } from "../../jobs/kinds";
import type { Job } from "../../platform/api/jobs";
import { without } from "../bags";
import { type Diff, type ResourceType, Unfinished } from "../boundary";
import { session, type Session } from "../account/session";
import { informOnce, warn } from "../engine/status";
import { timeoutOf, urnOf } from "../engine/hiddenInputs";
import { type Identity, isDone, type Plan, planItems } from "./plan";
import { bulkProgress } from "./progress";
import { type LookAtFinished, readItems } from "./read";
import { type BulkKind, runPlan } from "./run";
import { failedKeys, summarise, unfinishedReason } from "./summary";
import { type Roots, uprooted } from "./replacedVolume";

/** What tells one kind of bulk resource from another. */
export interface BulkSpec<Request extends Endpoints, J extends Job & Endpoints> {
  /** For texts, e.g. "bulk export". */
  what: string;
  check: (news: Bag) => { inputs: Bag; failures: Failure[] };
  identity: Identity;
  /** What an item is known by, for users. */
  key: (item: string) => string;
  kind(account: Session, inputs: Bag): BulkKind<Request, J>;
  /** Inputs that all items share and that no job can be told later. */
  replaces(olds: Bag, news: Bag): string[];
  /** Throws if what has become of items stands against the plan. */
  refuse?(plan: Plan, olds: Bag): void;
  roots: Roots;
  /** Why these done items can't be done anew on another volume; undefined if they can. */
  rooted?(items: readonly string[], olds: Bag): string | undefined;
  /** What a refresh looks at of an item that was done. */
  lookAt: LookAtFinished;
  /** Undoes what an item that is declared no longer has left, if that can be undone. */
  forget?: (item: string, result: ItemResult, olds: Bag) => Promise<void>;
  /** What an item needs on the platform that `forget` would remove. */
  things?: (item: string, result: ItemResult, olds: Bag) => string[];
  /** Said when one is destroyed. */
  destroyed: string;
}

/** Many jobs as one resource: submitted in bulk, watched together, kept item by item. */
export function bulkResource<Request extends Endpoints, J extends Job & Endpoints>(
  spec: BulkSpec<Request, J>,
): ResourceType {
  return {
    marker: "summary",
    check: spec.check,
    diff: (_id, olds, news) => diff(spec, olds, news),
    async create(inputs) {
      const id = newId(inputs);
      return { id, outs: await run(spec, id, inputs, {}, timeoutOf(inputs, "create")) };
    },
    update: (id, olds, news) => run(spec, id, news, olds, timeoutOf(news, "update")),
    read: (id, olds, isGet) =>
      readItems(id, olds, isGet, { ...spec, service: (account) => spec.kind(account, olds).service }),
    async delete(_id, olds) {
      await forgetAll(spec, planItems([], linesOf(olds), spec.identity), olds);
      informOnce(spec.destroyed);
    },
    things(_id, bag) {
      const { things } = spec;
      if (!things) return [];
      const lines = (bag["items"] ?? bag["jobs"] ?? []) as string[];
      return lines.map(resultOf).flatMap(({ item, result }) => things(item, result, bag));
    },
  };
}

/** While something that the items need isn't known yet, `check` leaves them as they were given. */
const areLines = (items: unknown): boolean =>
  Array.isArray(items) && items.every((item) => typeof item === "string" && !isUnknown(item));

const linesOf = (outs: Bag): string[] => (outs["jobs"] ?? []) as string[];

const newId = (inputs: Bag): string =>
  `bulk-${createHash("sha256")
    .update(`${urnOf(inputs)}${Date.now()}`)
    .digest("hex")
    .slice(0, 24)}`;

function diff<Request extends Endpoints, J extends Job & Endpoints>(
  spec: BulkSpec<Request, J>,
  olds: Bag,
  news: Bag,
): Diff {
  if (!areLines(news["items"]) || isUnknown(news["volume"])) return diffUnknown(spec, olds, news);
  const replaces = spec.replaces(olds, news);
  if (replaces.length > 0) return { changes: true, replaces };
  const plan = planItems(news["items"] as string[], linesOf(olds), spec.identity);
  spec.refuse?.(plan, olds);
  return { changes: !isDone(plan) };
}

/**
 * What isn't known yet counts as changed, which an update carries out: of a program's items nobody can tell whether a
 * volume that is yet to be made is another one. For one that is about to be replaced the engine asks again, with the
 * inputs in state; then items have to go before it does.
 */
function diffUnknown<Request extends Endpoints, J extends Job & Endpoints>(
  spec: BulkSpec<Request, J>,
  olds: Bag,
  news: Bag,
): Diff {
  const { items, isDeclared } = uprooted(linesOf(olds), news, spec.roots);
  const reason = items.length > 0 ? spec.rooted?.(items, olds) : undefined;
  if (reason !== undefined && isDeclared) throw new Error(reason);
  const replaces = isAsWritten(news) ? knownReplaces(spec, olds, news) : [];
  if (replaces.length > 0) return { changes: true, replaces };
  if (reason !== undefined || items.length === 0 || isAsWritten(news)) return { changes: true };
  return { changes: true, replaces: ["items"], deleteBeforeReplace: true };
}

/** What replaces the resource whatever the rest will be. */
const knownReplaces = <Request extends Endpoints, J extends Job & Endpoints>(
  spec: BulkSpec<Request, J>,
  olds: Bag,
  news: Bag,
): string[] => spec.replaces(olds, news).filter((name) => !holdsUnknown(news[name]));

async function run<Request extends Endpoints, J extends Job & Endpoints>(
  spec: BulkSpec<Request, J>,
  id: string,
  inputs: Bag,
  olds: Bag,
  timeoutMs: number,
): Promise<Bag> {
  const account = session();
  const { clock } = account.client;
  const until = clock.now() + timeoutMs;
  const plan = planItems(inputs["items"] as string[], linesOf(olds), spec.identity);
  await forgetAll(spec, plan, olds);
  const shown = bulkProgress(urnOf(inputs), clock, plan.keep.length);
  const results = await runPlan(plan, spec.kind(account, inputs), {
    clock,
    until,
    onChange: shown.changed,
    isNew: linesOf(olds).length === 0,
  });
  shown.ended(results);
  const lines = [...results].map(([item, result]) => resultLine(item, result)).sort();
  const summary = summarise(results.values());
  // The items stand in the lines of the jobs, so they aren't kept a second time.
  const outs = { ...without(inputs, "items"), jobs: lines, summary, failed: failedKeys(lines, spec.key) };
  const reason = unfinishedReason(spec.what, lines);
  const haveEnded = Object.keys(summary).every((state) => state === "COMPLETED" || state === "FAILED");
  if (reason && !(haveEnded && inputs["onFailure"] === "report")) throw new Unfinished(id, outs, reason);
  if (reason) warn(reason, urnOf(inputs));
  return outs;
}

async function forgetAll<Request extends Endpoints, J extends Job & Endpoints>(
  spec: BulkSpec<Request, J>,
  { gone }: Plan,
  olds: Bag,
): Promise<void> {
  const { forget } = spec;
  if (forget) await Promise.all(gone.map(([item, result]) => forget(item, result, olds)));
}
