import { itemCells, readBulk } from "./bulkReader";
import { label } from "./urn";
import { bagAt, numberAt, textAt } from "./safeAccess";
import { errorCells, type Row, secondsBetween } from "./row";
import { SECRET } from "./secrets";
import type { PropertyMap } from "../inputs/propertyMap";
import type { StateResource } from "./state";
import type { UriOf } from "./uris";

/** The rows of a resource: one for a single job, one per item for a bulk resource. */
export type Reader = (resource: StateResource, uriOf: UriOf) => Row[];

/** By the last part of the type token. */
export const readers: Readonly<Record<string, Reader>> = {
  FileExport: (resource) => [readExport(resource)],
  FileImport: (resource) => [readImport(resource)],
  BulkFileExport: readBulk,
  BulkFileImport: readBulk,
};

/** The cells that exports and imports share, from the job's outputs. */
function jobCells({ id, type, outputs, initErrors }: StateResource) {
  const [started, finished] = [textAt(outputs, "startedOn"), textAt(outputs, "finishedOn")];
  const state = textAt(outputs, "state") ?? "UNKNOWN";
  return {
    // An export that was already done has no known job; its id is made from the file's.
    job: id?.startsWith("alias-") ? undefined : id,
    state,
    started,
    finished,
    seconds: secondsBetween(started, finished),
    name: textAt(outputs, "result", "name"),
    project: textAt(outputs, "result", "project"),
    bytes: numberAt(outputs, "size") ?? numberAt(outputs, "result", "size"),
    etag: textAt(outputs, "verified", "etag"),
    verified: textAt(outputs, "verified", "on"),
    ...problem(type, outputs, state === "COMPLETED" && !isUnverified(outputs) ? [] : initErrors),
  };
}

/** Whether its object differed from the file; the run's error says how. */
const isUnverified = (outputs: PropertyMap): boolean =>
  outputs["verify"] === true && outputs["verified"] === undefined;

function problem(type: string, outputs: PropertyMap, [reason]: string[]): Pick<Row, "error" | "remedy"> {
  const error = bagAt(outputs, "error");
  if (Object.keys(error).length > 0) return errorCells(type, error);
  return reason === undefined ? {} : { error: reason.replace(/\s+/g, " ") };
}

function readExport(resource: StateResource): Row {
  const { outputs } = resource;
  const place = placeAt(outputs, "destination");
  return {
    ...label(resource),
    file: textAt(outputs, "source", "file"),
    place,
    uri: place === SECRET ? SECRET : textAt(outputs, "uri"),
    ...jobCells(resource),
  };
}

function readImport(resource: StateResource): Row {
  const { outputs } = resource;
  const place = placeAt(outputs, "source");
  const cells = jobCells(resource);
  return {
    ...label(resource),
    file: textAt(outputs, "file") ?? textAt(outputs, "result", "id"),
    place,
    uri: place === SECRET ? SECRET : textAt(outputs, "uri"),
    ...cells,
    name: cells.name ?? textAt(outputs, "destination", "name"),
    project: cells.project ?? textAt(outputs, "destination", "project"),
  };
}

/** A destination or source is secret if any part of it is. */
function placeAt(outputs: PropertyMap, side: string): string | undefined {
  const [volume, location] = [textAt(outputs, side, "volume"), textAt(outputs, side, "location")];
  if (volume === SECRET || location === SECRET) return SECRET;
  return volume === undefined || location === undefined ? undefined : `${volume}/${location}`;
}

/** The rows of a resource that isn't in state, from its inputs alone; `fate` is its outcome. */
export function declaredRows(
  resource: StateResource,
  fate: Pick<Row, "state" | "error" | "remedy">,
  uriOf: UriOf = () => undefined,
): Row[] {
  const { inputs, type } = resource;
  const cells = { ...label(resource), ...fate };
  const lines = inputs["items"];
  if (Array.isArray(lines)) return lines.map((line) => ({ ...cells, ...itemCells(type, line, uriOf) }));
  const place = placeAt(inputs, type.endsWith("Import") ? "source" : "destination");
  return [{ ...cells, file: textAt(inputs, "source", "file"), place }];
}
