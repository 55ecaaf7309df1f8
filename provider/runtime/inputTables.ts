import { z } from "zod";
import { branchesAt } from "../inputs/unionForms";
import { bulkFileExportInputs } from "../inputs/bulkFileExport";
import { bulkFileImportInputs } from "../inputs/bulkFileImport";
import { itemSettings, SETTING_EFFECTS } from "../inputs/exportSettings";
import { volumeId } from "../inputs/fields";
import { fileExportInputs } from "../inputs/fileExport";
import { fileImportInputs, importItemDefinition, sharedFlags } from "../inputs/fileImport";
import { volumeInputs } from "../inputs/volume";
import { BULK_FILE_EXPORT_TABLE, BULK_FILE_IMPORT_TABLE } from "./bulk/tables";
import type { DiffTable, Effect } from "./contract/diffTable";
import { FILE_EXPORT_TABLE } from "./fileExport/diff";
import { FILE_IMPORT_TABLE } from "./fileImport/diff";
import { VOLUME_TABLE } from "./volume/diff";

/**
 * What changing each input of each resource does. `diff` uses these tables, docs/inputs.md is generated from them
 * (scripts/inputs-table.mjs), and test/unit/runtime/inputTables.test.ts checks every row.
 */
export const INPUT_TABLES: Readonly<Record<string, DiffTable>> = {
  FileExport: FILE_EXPORT_TABLE,
  BulkFileExport: BULK_FILE_EXPORT_TABLE,
  Volume: VOLUME_TABLE,
  FileImport: FILE_IMPORT_TABLE,
  BulkFileImport: BULK_FILE_IMPORT_TABLE,
};

/** A bulk import's items are checked one by one, so its own schema doesn't describe them. */
const bulkFileImport = bulkFileImportInputs.extend({ items: z.array(importItemDefinition(volumeId)) });

export const INPUT_SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  FileExport: fileExportInputs,
  BulkFileExport: bulkFileExportInputs,
  Volume: volumeInputs,
  FileImport: fileImportInputs,
  BulkFileImport: bulkFileImport,
};

/** What a change does, or that it is refused. */
export type RowEffect = Effect | "refused";

/** Settings of an item that matter only to later exports; `exportIdentity` leaves them out. */
const LATER_EXPORTS = Object.entries(SETTING_EFFECTS).flatMap(([name, effect]) =>
  effect === "none" && name in itemSettings ? [name] : [],
);

/** Members whose change has another effect than the row that contains them. Some matter only to later jobs. */
const MEMBERS: Readonly<Record<string, RowEffect>> = {
  ...Object.fromEntries(
    [...LATER_EXPORTS, ...Object.keys(sharedFlags)].map((name) => [`items.*.${name}`, "none" as const]),
  ),
  // Of Azure's credentials, the platform accepts only a new secret.
  "service.credentials.tenantId": "refused",
  "service.credentials.clientId": "refused",
};

/**
 * Every input that users write, by row, each followed by its members, which share its effect; "*" is any item or key.
 */
export function inputRows(resource: string): [path: string, effect: RowEffect][] {
  const schema = INPUT_SCHEMAS[resource]!;
  const rows = Object.entries(INPUT_TABLES[resource]!).filter(([row]) => !row.startsWith("__"));
  return rows.flatMap(([row, effect]) => {
    const members = membersBelow(schema, row.split(".")).map((path) => path.join("."));
    return [
      [row, effect] as [string, RowEffect],
      ...members.map((path): [string, RowEffect] => [path, MEMBERS[path] ?? effect]),
    ];
  });
}

/** The leaf members below a path, in all forms of a union. */
function membersBelow(schema: z.ZodType, path: readonly string[]): string[][] {
  const names = branchesAt(schema, path, {}).flatMap(({ shape }) => Object.keys(shape));
  return [...new Set(names)].flatMap((name) => {
    const at = [...path, name || "*"];
    const below = membersBelow(schema, at);
    return below.length > 0 ? below : [at];
  });
}
