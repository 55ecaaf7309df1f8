import { checkBulkFileExport } from "../../inputs/bulkFileExport";
import {
  exportLine,
  type ExportItem,
  itemKey,
  itemOf,
  type ItemResult,
  resultLine,
} from "../../inputs/bulkLines";
import { toFileId } from "../../inputs/fields";
import { valueAt } from "../../inputs/unknowns";
import type { PropertyMap } from "../../inputs/propertyMap";
import type { ExportJob, ExportRequest } from "../../platform/api/exports";
import { isAliasAt } from "../../platform/api/files";
import { findObjects } from "../../platform/api/objects";
import type { Call, ResourceType } from "../contract/resourceType";
import { conflictNote } from "../job/conflict";
import { objectionTo } from "../fileExport/adoptedJob";
import { orGone } from "../account/orGone";
import type { Session } from "../account/session";
import { informOnce, warn } from "../engine/status";
import { changed } from "../contract/diffTable";
import type { Plan } from "./plan";
import { bulkResource } from "./resource";
import type { BulkKind } from "./run";
import { BULK_FILE_EXPORT_TABLE } from "./tables";
import { textAt } from "./replacedVolume";

/** Many exports as one resource. Nothing of an export can be undone, so items that go are forgotten. */
export const bulkFileExport: ResourceType = bulkResource({
  what: "bulk export",
  check: checkBulkFileExport,
  // Whether an object may be overwritten matters only until it was written.
  identity: (item) => exportLine({ ...itemOf(item), overwrite: false }),
  key: (item) => itemKey(itemOf(item)),
  kind: (account, inputs) => exportKindOf(account, inputs["copyOnly"] === true),
  replaces: (olds, news) => changed(BULK_FILE_EXPORT_TABLE, olds, news).replace,
  refuse: refuseSecondMoves,
  roots: {
    ofLine(item) {
      const { file, volume, location } = itemOf(item);
      return { volume, rest: `${file}\n${location}` };
    },
    ofWritten(item, prefix) {
      const file = toFileId(textAt(item, "source", "file"));
      const rest = `${file}\n${prefix}${textAt(item, "destination", "location")}`;
      return { volume: valueAt(item, ["destination", "volume"]) ?? undefined, rest };
    },
  },
  rooted: (items, olds) =>
    olds["copyOnly"] === true
      ? undefined
      : movedText(items.map((item) => `${described(item)}, now declared on a volume that is yet to be made`)),
  lookAt: lookAtExport,
  destroyed:
    "Destroying a bulk export forgets its jobs; the exported objects stay on their volumes, and moved files stay aliases.",
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
      const { file, properties, ...place } = itemOf(item);
      const found = await account.file(file);
      // Only a job tells with which settings an object was written.
      const isDone = !copyOnly && properties === undefined && isAliasAt(found, place);
      return { size: found.size, done: isDone };
    },
    async inPlace(items) {
      const places = new Map(items.map((item) => [itemOf(item), item]));
      const found = await findObjects(account.client, [...places.keys()], { left: Infinity });
      return new Set([...places].flatMap(([place, item]) => (found.get(place) === "there" ? [item] : [])));
    },
    note: (item, code) => conflictNote(account, itemOf(item), code),
    async objection(item, job) {
      const { file, volume, location, properties } = itemOf(item);
      const asked = { source: { file }, destination: { volume, location }, copyOnly };
      return objectionTo(account, { ...asked, ...(properties && { properties }) }, job);
    },
  };
}

/** Files that were moved by an item that is declared no longer, but in another one: no platform can do that. */
function refuseSecondMoves({ gone, submit }: Plan, olds: PropertyMap): void {
  if (olds["copyOnly"]) return;
  const done = gone.filter(([, { state }]) => state === "COMPLETED");
  const moved = new Map(done.map(([item]) => [itemOf(item).file, item]));
  const again = moved.size === 0 ? [] : submit.filter((item) => moved.has(itemOf(item).file));
  if (again.length === 0) return;
  throw new Error(
    movedText(again.map((item) => `${described(moved.get(itemOf(item).file)!)}, now declared as ${item}`)),
  );
}

const described = (moved: string): string =>
  `items: file ${itemOf(moved).file} was moved (${moved.split("\t")[0]!})`;

const movedText = (again: readonly string[]): string =>
  [
    `${again.length} files that this resource has moved can't be exported again: each is an alias of its object now.`,
    ...again.slice(0, 20),
    "Set these items back as they were. To have an object elsewhere, copy it with the store's own tools.",
  ].join("\n");

/** A moved file must be an alias at its place; of a copy, only the object itself can tell. */
async function lookAtExport(
  account: Session,
  item: string,
  result: ItemResult,
  olds: PropertyMap,
  { urn }: Call,
): Promise<string | undefined> {
  const declared = itemOf(item);
  const objectIsGone = async () => (await account.objects.at(declared)) === "gone";
  if (olds["copyOnly"] === true) return (await objectIsGone()) ? undefined : resultLine(item, result);
  const file = await orGone(account.file(declared.file));
  if (!file)
    informOnce(
      "Some exported files were deleted from their projects; the exported objects aren't touched by that.",
    );
  const at = file?.storage?.type === "VOLUME" ? file.storage : undefined;
  if (at?.volume && at.location && !isAliasAt(file!, declared)) {
    return resultLine(exportLine({ ...declared, volume: at.volume, location: at.location }), result);
  }
  if (await objectIsGone()) warnOfLoss(declared, urn);
  return resultLine(item, result);
}

const warnOfLoss = ({ file, volume, location }: ExportItem, urn: string | undefined): void =>
  warn(
    `the object at ${volume}/${location} is gone from its bucket, and file ${file} is an alias of it: restore it there.`,
    urn,
  );
