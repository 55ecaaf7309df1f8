import { checkBulkFileImport, lineOf } from "../../inputs/bulkFileImport";
import { importItemOf, importKey, importLine, type ItemResult, resultLine } from "../../inputs/bulkLines";
import { valueAt } from "../../inputs/unknowns";
import type { Bag } from "../../inputs/validate";
import { importedName, type ImportJob, type ImportRequest } from "../../platform/api/imports";
import type { ResourceType } from "../boundary";
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
  things: (item, result, olds) => importedThings(importOf(item, result, olds)),
  forget: (item, result, olds) => deleteImport(idOf(result), importOf(item, result, olds)),
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
function inputsOf(item: string): Bag {
  const { volume, location, folder, name, ...settings } = importItemOf(item);
  const source = { volume, location };
  const isDefault = name === "" || name === importedName({ source, destination: {} });
  const destination = { [folder.includes("/") ? "project" : "parent"]: folder, ...(!isDefault && { name }) };
  return { source, destination, ...settings };
}

/** The item as the state of a FileImport. Without its alias's id, that is looked for by the job. */
const importOf = (item: string, { state, file }: ItemResult, olds: Bag): Bag => ({
  ...inputsOf(item),
  state: state === "COMPLETED" && file === undefined ? "RUNNING" : state,
  ...(file !== undefined && { file }),
  __urn: olds["__urn"],
});

const idOf = ({ job, file }: ItemResult): string => job ?? aliasId(file ?? "");

async function lookAtImport(
  _account: Session,
  item: string,
  result: ItemResult,
  olds: Bag,
): Promise<string | undefined> {
  const now = await readImport(idOf(result), importOf(item, result, olds), false);
  return now && resultLine(lineOf(now.inputs), result);
}
