import { EXPORT_SETTINGS, unknownSettings } from "../model/exportSettings";
import { parseExport } from "../model/export";
import { isObject } from "./propertyMap";
import { isUnknown } from "./unknowns";

/**
 * A warning about settings that the package doesn't know. They are sent unchanged, so that a setting the platform adds
 * later can be used. A misspelt known name is refused by `check`.
 */
export function unknownSettingsWarning(given: readonly unknown[]): string | undefined {
  const names = [...new Set(given.filter(isObject).flatMap(unknownSettings))].sort();
  if (names.length === 0) return undefined;
  return (
    `properties: ${names.join(", ")} ${names.length === 1 ? "is" : "are"} unknown to this version of pulumi-cavatica and ` +
    `sent to the platform as given. Known: ${EXPORT_SETTINGS.join(", ")}.`
  );
}

/** The storage settings of a bulk export's items, which are objects, or lines if they come from a manifest. */
export const itemSettings = (items: unknown): unknown[] =>
  (Array.isArray(items) ? (items as unknown[]) : [])
    .map((item) =>
      typeof item === "string" ? settingsInLine(item) : isObject(item) ? item["properties"] : undefined,
    )
    .filter((settings) => settings !== undefined);

/** Most lines have no settings. */
const settingsInLine = (line: string): unknown =>
  line.includes("properties") && !isUnknown(line) ? parseExport(line).properties : undefined;

/**
 * A warning about a prefix that doesn't end in "/": it is prepended to each location unchanged, so that "run7" and
 * "a.bam" make "run7a.bam", which is rarely intended (other clients of the platform insert a slash).
 */
export function barePrefixWarning(prefix: string | null | undefined): string | undefined {
  if (!prefix || prefix.endsWith("/")) return undefined;
  return (
    `prefix: ${JSON.stringify(prefix)} is prepended to each location unchanged, so that a.bam goes to ${prefix}a.bam. ` +
    `For a folder, write ${JSON.stringify(`${prefix}/`)}.`
  );
}
