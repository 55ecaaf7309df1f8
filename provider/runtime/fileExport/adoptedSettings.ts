import { type ExportJob, type ExportProperties, propertiesFromWire } from "../../platform/api/exports";
import { differing, type Difference } from "./differingSettings";
import type { ExportInputs } from "./state";
import type { Session } from "../account/session";

export type AskedProperties = Pick<ExportInputs, "source" | "destination" | "copyOnly" | "properties">;

/**
 * Why a finished job that this process didn't start isn't what was asked for; undefined if it is. It may have written
 * its object with other settings than those asked for now, and they can't be changed on it.
 */
export async function otherPropertiesText(
  account: Session,
  asked: AskedProperties,
  job: ExportJob,
): Promise<string | undefined> {
  if (job.properties === undefined) return undefined;
  const { service } = await account.volume(asked.destination.volume);
  const volume: ExportProperties = propertiesFromWire(service["properties"]);
  const different = differing({ ...volume, ...asked.properties }, job.properties);
  return different.length > 0 ? otherProperties(asked, job, different) : undefined;
}

function otherProperties(asked: AskedProperties, job: ExportJob, different: Difference[]): string {
  const { source, destination, copyOnly } = asked;
  const list = different.map(([name, now, then]) => `${name} ${now} (it had ${then})`).join(", ");
  const anew = copyOnly ? ", or overwrite: true to export it anew" : "";
  return (
    `properties: file ${source.file} was exported to ${destination.volume}/${destination.location} by job ${job.id} ` +
    `of an earlier run, with other settings than now: ${list}. An object keeps the settings it was written with. ` +
    `Set the properties as they were to take the finished export as this resource${anew}.`
  );
}
