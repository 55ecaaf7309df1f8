import { createHash } from "node:crypto";
import { checkBulkFileExport } from "../../inputs/bulkFileExport";
import { itemOf, resultLine } from "../../inputs/bulkLines";
import { holdsUnknown } from "../../inputs/unknowns";
import type { Bag } from "../../inputs/validate";
import type { ExportJob, ExportRequest } from "../../platform/exports";
import { isAliasAt } from "../../platform/files";
import { type Diff, type ResourceType, Unfinished } from "../boundary";
import { without } from "../bags";
import { wrongModeText } from "../exportMode";
import { session, type Session } from "../session";
import { informOnce } from "../status";
import { timeoutOf, urnOf } from "../waiting";
import { readBulkExport } from "./read";
import { isDone, movedBefore, planItems } from "./plan";
import { bulkProgress } from "./progress";
import { type BulkKind, runPlan } from "./run";
import { failedKeys, summarise, unfinishedReason } from "./summary";

/** Many exports as one resource: submitted in bulk, watched together, kept item by item. */
export const bulkFileExport: ResourceType = {
  marker: "summary",
  check: checkBulkFileExport,
  diff: diffBulkFileExport,
  async create(inputs) {
    const id = `bulk-${createHash("sha256")
      .update(`${urnOf(inputs)}${Date.now()}`)
      .digest("hex")
      .slice(0, 24)}`;
    return { id, outs: await exportAll(id, inputs, [], timeoutOf(inputs, "create")) };
  },
  update: (id, olds, news) => exportAll(id, news, linesOf(olds), timeoutOf(news, "update")),
  read: readBulkExport,
  delete() {
    informOnce(
      "Destroying a bulk export forgets its jobs; the exported objects stay on their volumes, and moved files stay aliases.",
    );
    return Promise.resolve();
  },
};

const linesOf = (outs: Bag): string[] => (outs["jobs"] ?? []) as string[];

function diffBulkFileExport(_id: string, olds: Bag, news: Bag): Diff {
  if (holdsUnknown(news["items"])) return { changes: true };
  const items = news["items"] as string[];
  if (olds["copyOnly"] !== news["copyOnly"]) return { changes: true, replaces: ["copyOnly"] };
  if (!olds["copyOnly"]) refuseSecondMoves(items, linesOf(olds));
  return { changes: !isDone(items, linesOf(olds)) };
}

function refuseSecondMoves(items: string[], known: string[]): void {
  const again = movedBefore(items, known);
  if (again.length === 0) return;
  const named = again
    .slice(0, 20)
    .map(
      ({ file, to, now }) => `items: file ${file} was moved (${to.split("\t")[0]}), now declared as ${now}`,
    );
  throw new Error(
    [
      `${again.length} files that this resource has moved can't be exported again: each is an alias of its object now.`,
      ...named,
      "Set these items back as they were. To have an object elsewhere, copy it with the store's own tools.",
    ].join("\n"),
  );
}

async function exportAll(id: string, inputs: Bag, known: string[], timeoutMs: number): Promise<Bag> {
  const account = session();
  const { clock } = account.client;
  const plan = planItems(inputs["items"] as string[], known);
  const onChange = bulkProgress(urnOf(inputs), clock, plan.keep.length);
  const results = await runPlan(plan, exportKindOf(account, inputs["copyOnly"] === true), {
    clock,
    until: clock.now() + timeoutMs,
    onChange,
  });
  const lines = [...results].map(([item, result]) => resultLine(item, result)).sort();
  const outs = bulkOuts(inputs, lines, summarise(results.values()));
  const reason = unfinishedReason("bulk export", lines);
  const onlyFailed = Object.keys(summarise(results.values())).every(
    (state) => state === "COMPLETED" || state === "FAILED",
  );
  if (reason && !(onlyFailed && inputs["onFailure"] === "report")) throw new Unfinished(id, outs, reason);
  return outs;
}

/** The items stand in the lines of the jobs, so they aren't kept a second time. */
const bulkOuts = (inputs: Bag, lines: string[], summary: Bag): Bag => ({
  ...without(inputs, "items"),
  jobs: lines,
  summary,
  failed: failedKeys(lines),
});

function exportKindOf(account: Session, copyOnly: boolean): BulkKind<ExportRequest, ExportJob> {
  return {
    service: account.exports,
    mode: copyOnly ? "copy" : "move",
    request(item) {
      const { file, volume, location, overwrite, properties } = itemOf(item);
      return { source: { file }, destination: { volume, location }, overwrite, properties };
    },
    async before(item) {
      const { file, ...place } = itemOf(item);
      const found = await account.file(file);
      return { size: found.size, done: !copyOnly && isAliasAt(found, place) };
    },
    async objection(item) {
      const { file, volume, location } = itemOf(item);
      return wrongModeText(account, { source: { file }, destination: { volume, location }, copyOnly });
    },
  };
}
