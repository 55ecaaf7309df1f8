import { type ExportJob, type ExportProperties, propertiesFromWire } from "../platform/exports";
import type { ExportInputs } from "./exportState";
import type { Session } from "./session";

export type AskedProperties = Pick<ExportInputs, "source" | "destination" | "copyOnly" | "properties">;

/**
 * Why a finished job that this process didn't start isn't what was asked for; undefined if it is. It may have written
 * its object with other settings than those asked for now, and they can't be changed on it. A job shows its properties:
 * all that apply, or those it was given; the volume's own stand behind both. A job that shows none says nothing.
 */
export async function otherPropertiesText(
  account: Session,
  asked: AskedProperties,
  job: ExportJob,
): Promise<string | undefined> {
  if (job.properties === undefined) return undefined;
  const { service } = await account.volume(asked.destination.volume);
  const standard = propertiesFromWire(service["properties"]);
  const different = differing({ ...standard, ...asked.properties }, { ...standard, ...job.properties });
  return different.length > 0 ? otherProperties(asked, job, different) : undefined;
}

type Difference = [name: string, asked: string, had: string];

function differing(asked: ExportProperties, had: ExportProperties): Difference[] {
  const text = (value: string | null | undefined) => JSON.stringify(value ?? null);
  return (Object.keys({ ...had, ...asked }) as (keyof ExportProperties)[])
    .map((name): Difference => [name, text(asked[name]), text(had[name])])
    .filter(([, one, other]) => one !== other);
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
