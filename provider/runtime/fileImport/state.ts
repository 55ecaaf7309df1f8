import type { PropertyMap } from "../../inputs/propertyMap";
import { type ImportJob, importedName, type ImportRequest } from "../../platform/api/imports";
import { importKind } from "../../jobs/importKind";
import type { PlatformFile } from "../../platform/api/files";
import { resultOf, uriOf } from "../fileExport/state";
import type { JobFlow } from "../job/flow";
import type { Session } from "../account/session";
import { informOnce } from "../engine/status";

/** The inputs of a FileImport as checked. */
export interface ImportInputs {
  source: { volume: string; location: string };
  destination: { project?: string; parent?: string; name?: string };
  overwrite: boolean;
  autorename: boolean;
  preserveFolderStructure?: boolean;
}

export const importInputsOf = (props: PropertyMap): ImportInputs => props as unknown as ImportInputs;

export const importRequestOf = (props: PropertyMap): ImportRequest => {
  const { source, destination, overwrite, autorename, preserveFolderStructure } = importInputsOf(props);
  return { source, destination, overwrite, autorename, preserveFolderStructure };
};

const OUTPUT_KEYS = ["state", "startedOn", "finishedOn", "href", "result", "error", "file", "uri"];

/** What state has beside the inputs; the inputs of a change take the place of the old ones. */
export const importOutputsOf = (outs: PropertyMap): PropertyMap =>
  Object.fromEntries(OUTPUT_KEYS.filter((key) => key in outs).map((key) => [key, outs[key]]));

/** The inputs among the outputs, all of which are echoed. */
export const importInputsAmong = (outs: PropertyMap): PropertyMap =>
  Object.fromEntries(Object.entries(outs).filter(([key]) => !OUTPUT_KEYS.includes(key)));

export const placeText = ({ source, destination }: ImportRequest): string => {
  const folder = destination.project ?? `folder ${destination.parent}`;
  return `${folder}/${importedName({ source, destination })}`;
};

const importWhat = (request: ImportRequest): string =>
  `import of ${request.source.volume}/${request.source.location} to ${placeText(request)}`;

/** What was imported: the alias, or the folder that holds the aliases. */
export const importedFile = (outs: PropertyMap): string | undefined => outs["file"] as string | undefined;

/** What another resource may have taken over of an import: its place, and the alias that is there. */
export const importedThings = (props: PropertyMap): string[] =>
  [importKind.place(importRequestOf(props)), importedFile(props)].filter((thing) => thing !== undefined);

export const IMPORT_FLOW: JobFlow<ImportRequest, ImportJob> = {
  jobs: (account) => account.imports,
  request: importRequestOf,
  mode: () => "import",
  what: importWhat,
  completed: withFile,
  judgeAdopted: () => Promise.resolve(informOfFinds()),
};

/** Destroying removes them, so it should be known. */
export const informOfFinds = (): void =>
  informOnce(
    "Some imports were found under way or done and not started again; their aliases are this stack's from now on, " +
      "and go when it is destroyed.",
  );

/** A job need not name its result; the alias is then found by its name. */
async function withFile(account: Session, outs: PropertyMap): Promise<PropertyMap> {
  const result = (outs["result"] ?? (await resultByName(account, importRequestOf(outs)))) as
    PropertyMap | undefined;
  const uri = await uriOf(account, importInputsOf(outs).source);
  return { ...outs, result, file: result?.["id"], uri };
}

async function resultByName(account: Session, request: ImportRequest): Promise<PropertyMap | undefined> {
  const found = await importKind.findDone(account.client, [request], () => Promise.resolve(undefined));
  const file: PlatformFile | undefined = found.get(request);
  return file && resultOf(file);
}
