import { EXPORT_SETTINGS, unknownSettings } from "../model/exportSettings";
import { parseExport } from "../model/export";
import { isObject } from "./propertyMap";
import { isUnknown } from "./unknowns";

/**
 * What to say of settings among these that the package doesn't know: they are sent as they are, so that a setting which
 * the platform adds later can be used. A slip of a known name is refused by `check`.
 */
export function unknownSettingsWarning(given: readonly unknown[]): string | undefined {
  const names = [...new Set(given.filter(isObject).flatMap(unknownSettings))].sort();
  if (names.length === 0) return undefined;
  return (
    `properties: ${names.join(", ")} ${names.length === 1 ? "is" : "are"} unknown to this version of pulumi-cavatica and ` +
    `sent to the platform as given. Known: ${EXPORT_SETTINGS.join(", ")}.`
  );
}

/** Settings of items of a bulk export, which are objects, or lines where a manifest has made them. */
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
 * What to say of a prefix that doesn't end in "/": it is put before each location as it is, so that "run7" and "a.bam"
 * make "run7a.bam", which is seldom meant (other clients of the platform put a slash between).
 */
export function barePrefixWarning(prefix: string | null | undefined): string | undefined {
  if (!prefix || prefix.endsWith("/")) return undefined;
  return (
    `prefix: ${JSON.stringify(prefix)} is put before each location as it is, so that a.bam goes to ${prefix}a.bam. ` +
    `For a folder, write ${JSON.stringify(`${prefix}/`)}.`
  );
}
