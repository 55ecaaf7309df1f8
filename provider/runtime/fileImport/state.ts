import { fileImportInputs } from "../../inputs/fileImport";
import { type PropertyMap, without } from "../../inputs/propertyMap";
import { type Import, importedName } from "../../model/import";
import type { ImportJob } from "../../platform/api/imports";
import { importKind } from "../../jobs/importKind";
import type { PlatformFile } from "../../platform/api/files";
import { resultOf, uriOf } from "../job/outputs";
import type { JobFlow } from "../job/flow";
import type { Session } from "../account/session";
import { informOnce } from "../engine/status";

/** The import that checked inputs, or outputs, stand for. */
export const importIn = (props: PropertyMap): Import => importInputsAmong(props) as unknown as Import;

const INPUTS = Object.keys(fileImportInputs.shape);

/** What state has beside the inputs; the inputs of a change take the place of the old ones. */
export const importOutputsOf = (outs: PropertyMap): PropertyMap => without(outs, ...INPUTS);

/** The inputs among the outputs, all of which are echoed. */
export const importInputsAmong = (outs: PropertyMap): PropertyMap =>
  Object.fromEntries(Object.entries(outs).filter(([key]) => INPUTS.includes(key)));

export const placeText = (item: Import): string =>
  `${item.destination.project ?? `folder ${item.destination.parent}`}/${importedName(item)}`;

const importWhat = (request: Import): string =>
  `import of ${request.source.volume}/${request.source.location} to ${placeText(request)}`;

/** What was imported: the alias, or the folder that holds the aliases. */
export const importedFile = (outs: PropertyMap): string | undefined => outs["file"] as string | undefined;

/** What another resource may have taken over of an import: its place, and the alias that is there. */
export const importedThings = (props: PropertyMap): string[] =>
  [importKind.place(importIn(props)), importedFile(props)].filter((thing) => thing !== undefined);

export const IMPORT_FLOW: JobFlow<Import, ImportJob> = {
  jobs: (account) => account.imports,
  request: importIn,
  what: importWhat,
  completed: withFile,
  judgeAdopted: () => Promise.resolve(void informOfFinds()),
};

/** Destroying removes them, so it should be known. */
export const informOfFinds = (): void =>
  informOnce(
    "Some imports were found under way or done and not started again; their aliases now belong to this stack " +
      "and are removed when it is destroyed.",
  );

/** A job need not name its result; the alias is then found by its name. */
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
