import { checkBulkFileExport } from "../../inputs/bulkFileExport";
import { toFileId } from "../../inputs/fields";
import type { PropertyMap } from "../../inputs/propertyMap";
import { valueAt } from "../../inputs/unknowns";
import {
  type Destination,
  type Export,
  exportIdentity,
  exportKey,
  exportLine,
  isMove,
  parseExport,
} from "../../model/export";
import { headOfLine, type ItemResult, resultLine } from "../../model/result";
import type { ExportJob } from "../../platform/api/exports";
import { isAliasAt } from "../../platform/api/alias";
import { findObjects } from "../../platform/api/objects";
import { orGone } from "../account/orGone";
import type { Session } from "../account/session";
import { changed } from "../contract/diffTable";
import type { Call, ResourceType } from "../contract/resourceType";
import { informOnce, warn } from "../engine/status";
import { objectionTo } from "../fileExport/adoptedJob";
import { driftText, isLostCopy, verifyExport } from "../fileExport/verify";
import { conflictNote } from "../job/conflict";
import type { Entry, Plan } from "./plan";
import { textAt } from "./replacedVolume";
import { bulkResource } from "./resource";
import type { BulkKind } from "./run";
import { BULK_FILE_EXPORT_TABLE } from "./tables";

const parse = (line: string, shared: PropertyMap): Export => parseExport(line, isMove(shared) === false);

/** Many exports as one resource. An export can't be undone, so removed items are forgotten. */
export const bulkFileExport: ResourceType = bulkResource({
  work: "export",
  check: checkBulkFileExport,
  identity: exportIdentity,
  key: exportKey,
  parse,
  kind: exportKindOf,
  replaces: (olds, news) => changed(BULK_FILE_EXPORT_TABLE, olds, news).replace,
  refuse: refuseSecondMoves,
  roots: {
    ofLine(line) {
      const { source, destination } = parseExport(line);
      return {
        volume: destination.volume,
        rest: `${source.file}
${destination.location}`,
      };
    },
    ofWritten(item, prefix) {
      const file = toFileId(textAt(item, "source", "file"));
      const rest = `${file}\n${prefix}${textAt(item, "destination", "location")}`;
      return { volume: valueAt(item, ["destination", "volume"]) ?? undefined, rest };
    },
  },
  rooted: (lines, olds) =>
    isMove(olds) === false
      ? undefined
      : movedText(lines.map((line) => `${described(line)}, now declared on a volume that doesn't exist yet`)),
  lookAt: lookAtExport,
  verify: (account, item, { size }) => verifyExport(account, item, size),
  destroyed:
    "Destroying a bulk export forgets its jobs; the exported objects stay on their volumes, and moved files stay aliases.",
});

function exportKindOf(account: Session): BulkKind<Export, ExportJob> {
  return {
    service: account.exports,
    async before(item) {
      const file = await account.file(item.source.file);
      // Only a job shows the settings with which an object was written.
      const isDone = isMove(item) && item.properties === undefined && isAliasAt(file, item.destination);
      return { size: file.size, done: isDone === true };
    },
    async inPlace(items) {
      const places = new Map(items.map((item) => [item.destination, item]));
      const found = await findObjects(account.client, [...places.keys()], { left: Infinity });
      return new Set([...places].flatMap(([place, item]) => (found.get(place) === "there" ? [item] : [])));
    },
    note: (item, code) => conflictNote(account, item.destination, code),
    objection: (item, job) => objectionTo(account, item, job),
  };
}

/** Refuses files that a removed item has moved and that another item exports now, which is impossible. */
function refuseSecondMoves({ gone, submit }: Plan<Export>, olds: PropertyMap): void {
  if (isMove(olds) === false) return;
  const done = gone.flatMap(([entry, { state }]) => (state === "COMPLETED" ? [entry] : []));
  const moved = new Map(done.map(({ line, item }) => [item.source.file, line]));
  const again = submit.flatMap(({ line, item }) => {
    const before = moved.get(item.source.file);
    return before === undefined ? [] : [`${described(before)}, now declared as ${line}`];
  });
  if (again.length > 0) throw new Error(movedText(again));
}

const described = (line: string): string =>
  `items: file ${parseExport(line).source.file} was moved (${headOfLine(line)})`;

const MOST_NAMED = 20;

function movedText(again: readonly string[]): string {
  const [files, each] = again.length === 1 ? ["1 file", "it"] : [`${again.length} files`, "each"];
  return [
    `${files} that this resource has moved can't be exported again: ${each} is now an alias of its object.`,
    ...again.slice(0, MOST_NAMED),
    "Restore these items to what they were. To have an object elsewhere, copy it with the storage provider's own tools.",
  ].join("\n");
}

/** A moved file must be an alias at its destination; a copy can be checked only by its object. */
async function lookAtExport(
  account: Session,
  entry: Entry<Export>,
  result: ItemResult,
  olds: PropertyMap,
  { urn }: Call,
): Promise<string | undefined> {
  const { line, item } = entry;
  const moved = isMove(item) ? await movedTo(account, item) : undefined;
  if (moved) return resultLine(exportLine({ ...item, destination: moved }), result);
  if (olds["verify"] === true) return reverified(account, entry, result, urn);
  const isGone = (await account.objects.at(item.destination)).presence === "gone";
  if (isGone && !isMove(item)) return undefined;
  if (isGone) warn(lossText(item), urn);
  return resultLine(line, result);
}

/** Where a moved file's alias points, if not to the export's destination. */
async function movedTo(account: Session, { source, destination }: Export): Promise<Destination | undefined> {
  const file = await orGone(account.file(source.file));
  if (!file) informOnce(DELETED);
  const at = file?.storage?.type === "VOLUME" ? file.storage : undefined;
  if (!at?.volume || !at.location || isAliasAt(file!, destination)) return undefined;
  return { volume: at.volume, location: at.location };
}

const DELETED = "Some exported files were deleted from their projects; the exported objects aren't affected.";

/** A change since the object was verified is drift, which the next `up` handles. */
async function reverified(
  account: Session,
  { line, item }: Entry<Export>,
  result: ItemResult,
  urn: string | undefined,
): Promise<string | undefined> {
  const verification = await verifyExport(account, item, result.size, result.verification);
  if (isLostCopy(item, verification)) return undefined;
  const text = driftText(item, result.verification, verification);
  if (text !== undefined) warn(text, urn);
  return resultLine(line, { ...result, verification });
}

const lossText = (item: Export): string =>
  `the object at ${exportKey(item)} is gone from its bucket, and file ${item.source.file} is an alias of it: restore it there.`;
