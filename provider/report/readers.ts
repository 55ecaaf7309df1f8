import { itemOf, resultOf } from "../inputs/bulkLines";
import { bagAt, holdsSecret, numberAt, textAt } from "./members";
import { errorCells, type Row, secondsBetween } from "./row";
import { SECRET } from "./secrets";
import type { Bag, StateResource } from "./state";
import type { UriOf } from "./uris";

/** The rows of a resource: its own for a single job, one an item for a bulk resource. */
export type Reader = (resource: StateResource, uriOf: UriOf) => Row[];

/** By the last part of the type's token. */
export const readers: Readonly<Record<string, Reader>> = {
  FileExport: (resource) => [readExport(resource)],
  FileImport: (resource) => [readImport(resource)],
  BulkFileExport: readBulkExport,
};

export const shortType = (type: string): string => type.slice(type.lastIndexOf(":") + 1);

const label = ({ urn, type }: StateResource): Pick<Row, "resource" | "type"> => ({
  resource: urn.split("::").slice(3).join("::"),
  type: shortType(type),
});

/** The same for both ways: what the job's outputs tell. */
function jobCells({ id, outputs, initErrors }: StateResource) {
  const [started, finished] = [textAt(outputs, "startedOn"), textAt(outputs, "finishedOn")];
  const state = textAt(outputs, "state") ?? "UNKNOWN";
  return {
    // An export that was there before has no known job; its id is made of the file's.
    job: id?.startsWith("alias-") ? undefined : id,
    state,
    started,
    finished,
    seconds: secondsBetween(started, finished),
    name: textAt(outputs, "result", "name"),
    project: textAt(outputs, "result", "project"),
    bytes: numberAt(outputs, "result", "size"),
    ...problem(outputs, state === "COMPLETED" ? [] : initErrors),
  };
}

function problem(outputs: Bag, [reason]: string[]): Pick<Row, "error" | "remedy"> {
  const error = bagAt(outputs, "error");
  if (Object.keys(error).length > 0) return errorCells(error);
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

/** A place is secret if any part of it is. */
function placeAt(outputs: Bag, side: string): string | undefined {
  const [volume, location] = [textAt(outputs, side, "volume"), textAt(outputs, side, "location")];
  if (volume === SECRET || location === SECRET) return SECRET;
  return volume === undefined || location === undefined ? undefined : `${volume}/${location}`;
}

function readBulkExport(resource: StateResource, uriOf: UriOf): Row[] {
  const lines = resource.outputs["jobs"];
  // The lines of the jobs repeat what the items say, and Pulumi doesn't know that.
  const isSecret = holdsSecret(resource.inputs["items"]);
  if (!Array.isArray(lines)) return [];
  return lines
    .filter((line) => typeof line === "string" && line !== SECRET)
    .map((line: string) => {
      const { item, result } = resultOf(line);
      const { job, state, startedOn: started, finishedOn: finished, size, error } = result;
      return {
        ...label(resource),
        ...(isSecret ? HIDDEN : itemCells(item, uriOf)),
        job,
        state,
        started,
        finished,
        seconds: secondsBetween(started, finished),
        bytes: size,
        ...errorCells(error),
      };
    });
}

const HIDDEN = { file: SECRET, place: SECRET, uri: SECRET };

function itemCells(item: string, uriOf: UriOf): Pick<Row, "file" | "place" | "uri"> {
  const { file, volume, location } = itemOf(item);
  return { file, place: `${volume}/${location}`, uri: uriOf(volume, location) };
}

/** What is known of a resource that isn't in state, by its inputs alone; `fate` says what became of it. */
export function declaredRows(
  resource: StateResource,
  fate: Pick<Row, "state" | "error" | "remedy">,
  uriOf: UriOf = () => undefined,
): Row[] {
  const { inputs } = resource;
  const cells = { ...label(resource), ...fate };
  const lines = inputs["items"];
  if (Array.isArray(lines)) {
    return lines.map((line) => ({
      ...cells,
      ...(typeof line === "string" && line !== SECRET ? itemCells(line, uriOf) : HIDDEN),
    }));
  }
  const isImport = "location" in bagAt(inputs, "source");
  const place = placeAt(inputs, isImport ? "source" : "destination");
  return [{ ...cells, file: textAt(inputs, "source", "file"), place }];
}
