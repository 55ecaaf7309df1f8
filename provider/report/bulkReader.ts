import { exportKey, parseExport } from "../model/export";
import { folderOf, isProject, nameIn, parseImport } from "../model/import";
import { isVerified, parseResult, type Verification } from "../model/result";
import { label } from "./urn";
import { holdsSecret } from "./safeAccess";
import { errorCells, type Row, secondsBetween } from "./row";
import { SECRET } from "./secrets";
import type { StateResource } from "./state";
import type { UriOf } from "./uris";

/** One row for each line of a bulk resource. */
export function readBulk(resource: StateResource, uriOf: UriOf): Row[] {
  const { type, inputs, outputs } = resource;
  const lines = outputs["jobs"];
  if (!Array.isArray(lines)) return [];
  // The jobs' lines repeat the items, which Pulumi doesn't know.
  const isSecret = holdsSecret(inputs["items"]);
  return lines
    .filter((line) => typeof line === "string" && line !== SECRET)
    .map((line: string) => {
      const { item, result } = parseResult(line);
      const {
        job,
        state,
        startedOn: started,
        finishedOn: finished,
        size: bytes,
        error,
        file,
        verification,
      } = result;
      return {
        ...label(resource),
        ...itemCells(type, isSecret ? SECRET : item, uriOf),
        ...(file !== undefined && { file }),
        job,
        state,
        started,
        finished,
        seconds: secondsBetween(started, finished),
        bytes,
        ...errorCells(type, error),
        ...verificationCells(verification),
      };
    });
}

function verificationCells(verification: Verification | undefined): Pick<Row, "etag" | "verified" | "error"> {
  if (verification === undefined) return {};
  if (!isVerified(verification)) return { error: `verification: ${verification.mismatch}` };
  return { etag: verification.etag, verified: verification.on };
}

type ItemCells = Pick<Row, "file" | "name" | "project" | "place" | "uri">;

const HIDDEN: ItemCells = { file: SECRET, place: SECRET, uri: SECRET };

/** The cells of a line's item; empty if it is secret, or not known yet. */
export function itemCells(type: string, line: unknown, uriOf: UriOf): ItemCells {
  if (typeof line !== "string" || line === SECRET) return HIDDEN;
  return type.endsWith("Import") ? importCells(line, uriOf) : exportCells(line, uriOf);
}

function exportCells(line: string, uriOf: UriOf): ItemCells {
  const item = parseExport(line);
  const { volume, location } = item.destination;
  return { file: item.source.file, place: exportKey(item), uri: uriOf(volume, location) };
}

function importCells(line: string, uriOf: UriOf): ItemCells {
  const item = parseImport(line);
  const { volume, location } = item.source;
  const [folder, name] = [folderOf(item), nameIn(item)];
  const place = { place: `${volume}/${location}`, uri: uriOf(volume, location) };
  // A folder's id doesn't show its project.
  return { ...(name !== "" && { name }), ...(isProject(folder) && { project: folder }), ...place };
}
