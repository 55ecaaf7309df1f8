import { isObject } from "../../inputs/propertyMap";
import type { Complaint } from "../../inputs/validate";
import type { Manifest } from "../schema/manifest";

/**
 * A manifest without the entries that are invalid by themselves, so that the others can still be checked together and all
 * problems are reported at once.
 */
export function soundPart(values: unknown, wrong: readonly Complaint[]): Manifest {
  const isWrong = (...path: string[]) =>
    wrong.some((complaint) => path.every((key, i) => complaint.path[i] === key));
  const isWhole = (section: string) =>
    !wrong.some(({ path }) => path.length <= 1 && (path[0] ?? section) === section);
  const sections = Object.entries(isObject(values) ? values : {}).filter(([section]) => isWhole(section));
  return Object.fromEntries(
    sections.map(([section, entries]) => [
      section,
      section === "defaults"
        ? soundDefaults(entries, isWrong)
        : without(entries, (key) => isWrong(section, key)),
    ]),
  );
}

/** An invalid default volume is a single problem, not one for each export without its own volume. */
function soundDefaults(defaults: unknown, isWrong: (...path: string[]) => boolean): unknown {
  const sound = without(defaults, (key) => isWrong("defaults", key));
  return isObject(sound) && isWrong("defaults", "volume") ? { ...sound, volume: "?" } : sound;
}

const without = (entries: unknown, isWrong: (key: string) => boolean): unknown =>
  isObject(entries) ? Object.fromEntries(Object.entries(entries).filter(([key]) => !isWrong(key))) : entries;
