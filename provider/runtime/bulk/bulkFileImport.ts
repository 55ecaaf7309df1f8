import { checkBulkFileImport } from "../../inputs/bulkFileImport";
import type { PropertyMap } from "../../inputs/propertyMap";
import { valueAt } from "../../inputs/unknowns";
import { type Import, importIdentity, importKey, importLine, parseImport } from "../../model/import";
import { type ItemResult, resultLine } from "../../model/result";
import type { ImportJob } from "../../platform/api/imports";
import type { Session } from "../account/session";
import { changed } from "../contract/diffTable";
import type { Call, ResourceType } from "../contract/resourceType";
import { deleteImport } from "../fileImport/delete";
import { readImport } from "../fileImport/read";
import { importedFile, importedThings, importIn } from "../fileImport/state";
import { aliasId } from "../job/outputs";
import type { Entry } from "./plan";
import { textAt } from "./replacedVolume";
import { bulkResource } from "./resource";
import type { BulkKind } from "./run";
import { BULK_FILE_IMPORT_TABLE } from "./tables";

/** Many imports as one resource. Removing an item removes its alias, as for a FileImport, but never the object. */
export const bulkFileImport: ResourceType = bulkResource({
  work: "import",
  check: checkBulkFileImport,
  identity: importIdentity,
  parse: parseImport,
  key: importKey,
  kind: importKindOf,
  replaces: (olds, news) => changed(BULK_FILE_IMPORT_TABLE, olds, news).replace,
  lookAt: lookAtImport,
  roots: {
    ofLine(line) {
      const { volume, location } = parseImport(line).source;
      return { volume, rest: location };
    },
    ofWritten: (item, prefix) => ({
      volume: valueAt(item, ["source", "volume"]) ?? undefined,
      rest: prefix + textAt(item, "source", "location"),
    }),
  },
  things: (item, result) => importedThings(stateOf(item, result)),
  forget: (item, result, call) => deleteImport(idOf(result), stateOf(item, result), call),
  destroyed:
    "The aliases of a bulk import were removed from their projects; the objects stay on their volumes.",
});

function importKindOf(account: Session): BulkKind<Import, ImportJob> {
  return { service: account.imports, file: (result) => result.id };
}

/** The item as a FileImport's state. If its alias's id is missing, it is looked up by the job. */
const stateOf = (item: Import, { state, file }: ItemResult): PropertyMap => ({
  ...item,
  state: state === "COMPLETED" && file === undefined ? "RUNNING" : state,
  ...(file !== undefined && { file }),
});

const idOf = ({ job, file }: ItemResult): string => job ?? aliasId(file ?? "");

async function lookAtImport(
  _account: Session,
  { item }: Entry<Import>,
  result: ItemResult,
  _olds: PropertyMap,
  call: Call,
): Promise<string | undefined> {
  const now = await readImport(idOf(result), stateOf(item, result), false, call);
  return now && resultLine(importLine(importIn(now.inputs)), { ...result, file: importedFile(now.outs) });
}
