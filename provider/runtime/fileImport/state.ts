import { fileImportInputs } from "../../inputs/fileImport";
import { type PropertyMap, without } from "../../inputs/propertyMap";
import { type Import, importedName, isScattered } from "../../model/import";
import type { ImportJob } from "../../platform/api/imports";
import { importKind } from "../../jobs/importKind";
import type { PlatformFile } from "../../platform/api/files";
import { resultOf, uriOf } from "../job/outputs";
import type { JobFlow } from "../job/flow";
import type { Session } from "../account/session";
import { informOnce } from "../engine/status";

/** The import that checked inputs, or outputs, describe. */
export const importIn = (props: PropertyMap): Import => importInputsAmong(props) as unknown as Import;

const INPUTS = Object.keys(fileImportInputs.shape);

/** The outputs that aren't inputs; after a change, the new inputs replace the old ones. */
export const importOutputsOf = (outs: PropertyMap): PropertyMap => without(outs, ...INPUTS);

/** The inputs among the outputs; all inputs are echoed there. */
export const importInputsAmong = (outs: PropertyMap): PropertyMap =>
  Object.fromEntries(Object.entries(outs).filter(([key]) => INPUTS.includes(key)));

export const placeText = (item: Import): string =>
  `${item.destination.project ?? `folder ${item.destination.parent}`}/${importedName(item)}`;

const importWhat = (request: Import): string =>
  `import of ${request.source.volume}/${request.source.location} to ${placeText(request)}`;

/** What was imported: the alias, or the folder that holds the aliases. */
export const importedFile = (outs: PropertyMap): string | undefined => outs["file"] as string | undefined;

/**
 * What another resource may take over from an import: its destination, and the alias there. What was imported without its
 * folders has no alias of its own: its result is the folder that others are imported to as well.
 */
export function importedThings(props: PropertyMap): string[] {
  const asked = importIn(props);
  const file = isScattered(asked) ? undefined : importedFile(props);
  return [importKind.place(asked), ...(file === undefined ? [] : [file])];
}

export const IMPORT_FLOW: JobFlow<Import, ImportJob> = {
  jobs: (account) => account.imports,
  request: importIn,
  work: "import",
  what: importWhat,
  completed: withFile,
  judgeAdopted: () => Promise.resolve(void informOfFinds()),
};

/** Users should know, since destroying removes the aliases. */
export const informOfFinds = (): void =>
  informOnce(
    "Some imports were already under way or done and weren't started again; their aliases now belong to this stack " +
      "and are removed when it is destroyed.",
  );

/** A job may not show its result; the alias is then found by its name. */
async function withFile(account: Session, outs: PropertyMap): Promise<PropertyMap> {
  const result = (outs["result"] ?? (await resultByName(account, importIn(outs)))) as PropertyMap | undefined;
  const uri = await uriOf(account, importIn(outs).source);
  return { ...outs, result, file: result?.["id"], uri };
}

async function resultByName(account: Session, request: Import): Promise<PropertyMap | undefined> {
  const found = await importKind.findDone(account.client, [request], () => Promise.resolve(undefined));
  const file: PlatformFile | undefined = found.get(request);
  return file && resultOf(file);
}
