import { checkBulkFileImport, lineOf } from "../../inputs/bulkFileImport";
import { importItemOf, importKey, importLine, type ItemResult, resultLine } from "../../inputs/bulkLines";
import { valueAt } from "../../inputs/unknowns";
import type { PropertyMap } from "../../inputs/propertyMap";
import { importedName, type ImportJob, type ImportRequest } from "../../platform/api/imports";
import type { Call, ResourceType } from "../contract/resourceType";
import { changed } from "../contract/diffTable";
import { aliasId } from "../fileExport/state";
import { deleteImport } from "../fileImport/delete";
import { readImport } from "../fileImport/read";
import { importedThings, importRequestOf } from "../fileImport/state";
import type { Session } from "../account/session";
import { bulkResource } from "./resource";
import type { BulkKind } from "./run";
import { BULK_FILE_IMPORT_TABLE } from "./tables";
import { textAt } from "./replacedVolume";

/** Many imports as one resource. An item that goes takes its alias with it, as a FileImport does; never the object. */
export const bulkFileImport: ResourceType = bulkResource({
  what: "bulk import",
  check: checkBulkFileImport,
  // These matter only until the alias was made.
  identity: (item) => importLine({ ...importItemOf(item), overwrite: false, autorename: false }),
  key: importKey,
  kind: importKindOf,
  replaces: (olds, news) => changed(BULK_FILE_IMPORT_TABLE, olds, news).replace,
  lookAt: lookAtImport,
  roots: {
    ofLine(item) {
      const { volume, location } = importItemOf(item);
      return { volume, rest: location };
    },
    ofWritten: (item, prefix) => ({
      volume: valueAt(item, ["source", "volume"]) ?? undefined,
      rest: prefix + textAt(item, "source", "location"),
    }),
  },
  things: (item, result) => importedThings(importOf(item, result)),
  forget: (item, result, call) => deleteImport(idOf(result), importOf(item, result), call),
  destroyed:
    "The aliases of a bulk import were removed from their projects; the objects stay on their volumes.",
});

function importKindOf(account: Session): BulkKind<ImportRequest, ImportJob> {
  return {
    service: account.imports,
    mode: "import",
    request: (item) => importRequestOf(inputsOf(item)),
    file: (result) => result.id,
  };
}

/** The line as the inputs of a FileImport. */
function inputsOf(item: string): PropertyMap {
  const { volume, location, folder, name, ...settings } = importItemOf(item);
  const source = { volume, location };
  const isDefault = name === "" || name === importedName({ source, destination: {} });
  const destination = { [folder.includes("/") ? "project" : "parent"]: folder, ...(!isDefault && { name }) };
  return { source, destination, ...settings };
}

/** The item as the state of a FileImport. Without its alias's id, that is looked for by the job. */
const importOf = (item: string, { state, file }: ItemResult): PropertyMap => ({
  ...inputsOf(item),
  state: state === "COMPLETED" && file === undefined ? "RUNNING" : state,
  ...(file !== undefined && { file }),
});

const idOf = ({ job, file }: ItemResult): string => job ?? aliasId(file ?? "");

async function lookAtImport(
  _account: Session,
  item: string,
  result: ItemResult,
  _olds: PropertyMap,
  call: Call,
): Promise<string | undefined> {
  const now = await readImport(idOf(result), importOf(item, result), false, call);
  return now && resultLine(lineOf(now.inputs), result);
}
