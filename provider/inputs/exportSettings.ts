import { EXPORT_DEFAULTS } from "../model/export";
import { exportProperties, optionalFlag } from "./fields";
import { isFilled, isObject, only, type PropertyMap, withDefaults, without } from "./propertyMap";

/** The settings of one export. The descriptions are the manifest's. */
export const itemSettings = {
  properties: exportProperties
    .nullish()
    .describe("Storage settings; null means none, omitted means the volume's own"),
  overwrite: optionalFlag.describe(
    "Replace an object that already exists at the destination; default: false",
  ),
};

/** The settings that all exports of a resource share. */
export const exportSettings = {
  ...itemSettings,
  copyOnly: optionalFlag.describe("true keeps the file on the platform; false (default) moves it, one way"),
  verify: optionalFlag.describe(
    "After the export, compare each object's size with its file's; default: false",
  ),
};

const SETTINGS = Object.keys(exportSettings);

/** Those that a whole resource has, and none of its items. */
const RESOURCE_SETTINGS = SETTINGS.filter((name) => !(name in itemSettings));

/**
 * The settings in their normal form, so that equal ones compare equal: with defaults filled in, and without what is the same as
 * omitted: `null` (except inside `properties`), `false`, and no `properties` at all.
 */
function normalSettings(inputs: PropertyMap): PropertyMap {
  const isSet = (value: unknown) => (isObject(value) ? isFilled(value) : Boolean(value));
  const given = Object.entries(only(inputs, SETTINGS)).filter(([, value]) => isSet(value));
  return { ...Object.fromEntries(given), ...withDefaults(inputs, EXPORT_DEFAULTS) };
}

/** The inputs of one export with its settings in their normal form. */
export const withNormalSettings = (inputs: PropertyMap): PropertyMap => ({
  ...without(inputs, ...SETTINGS),
  ...normalSettings(inputs),
});

/** The normal form of what the exports of a resource share, and no item has of its own. */
export const sharedSettings = (inputs: PropertyMap): PropertyMap =>
  only(normalSettings(inputs), RESOURCE_SETTINGS);

/** What changing each setting does to an export: replaces it, updates it, or affects only the next one. */
export const SETTING_EFFECTS = {
  properties: "replace",
  overwrite: "none",
  copyOnly: "replace",
  verify: "update",
} as const satisfies Record<keyof typeof exportSettings, "replace" | "update" | "none">;

type Effects = Readonly<Record<keyof typeof exportSettings, "replace" | "update" | "none">>;

/** The same for a bulk resource: an item whose setting is replaced is another item, whose job an update starts. */
export const BULK_SETTING_EFFECTS = Object.fromEntries(
  Object.entries(SETTING_EFFECTS).map(([name, effect]) => [
    name,
    name in itemSettings && effect === "replace" ? "update" : effect,
  ]),
) as Effects;
