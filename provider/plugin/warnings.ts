import type { PropertyMap } from "../inputs/propertyMap";
import { isUnknown } from "../inputs/unknowns";
import { barePrefixWarning, itemSettings, unknownSettingsWarning } from "../inputs/warnings";

/** What a program's own classes say of inputs in other languages: right by the rules, and seldom meant. */
export function warningsOf(type: string, inputs: PropertyMap): string[] {
  const { prefix, properties, items } = inputs;
  const isExport = type === "FileExport" || type === "BulkFileExport";
  const settings = isExport ? unknownSettingsWarning([properties, ...itemSettings(items)]) : undefined;
  const bare = typeof prefix === "string" && !isUnknown(prefix) ? barePrefixWarning(prefix) : undefined;
  return [settings, bare].filter((text) => text !== undefined);
}
