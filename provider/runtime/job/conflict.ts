import prettyBytes from "pretty-bytes";
import { isPlatformError } from "../../platform/errors/errors";
import { objectFacts } from "../../platform/api/objectFacts";
import type { Place } from "../../platform/api/objects";
import { getObject } from "../../platform/api/volumes";
import type { Session } from "../account/session";

/** The platform's code for an object that already exists at the destination. */
export const LOCATION_TAKEN = 9107;

/** Each costs a request: this many conflicts per process are examined, the others are only reported. */
const MOST_LOOKS = 5;
const looks = new WeakMap<Session, number>();

/**
 * Describes the object at an export's destination, to append to its error; empty for other errors. Even an object that
 * looks like the file may not be its export: only a finished job with the same source and destination would prove that.
 */
export async function conflictNote(
  account: Session,
  place: Place,
  code: number | undefined,
): Promise<string> {
  if (code !== LOCATION_TAKEN) return "";
  const made = looks.get(account) ?? 0;
  if (made >= MOST_LOOKS) return "";
  looks.set(account, made + 1);
  try {
    const object = await getObject(account.client, place.volume, place.location);
    const { size, modifiedOn } = objectFacts(object);
    const facts = [
      size !== undefined && `has ${prettyBytes(size)}`,
      modifiedOn && `was written ${modifiedOn}`,
    ];
    const known = facts.filter(Boolean).join(" and ");
    return ` The object there${known ? ` ${known}, and` : ""} isn't known to be this export's: no finished job of this file with this destination was found.`;
  } catch (error) {
    if (isPlatformError(error)) return "";
    throw error;
  }
}
