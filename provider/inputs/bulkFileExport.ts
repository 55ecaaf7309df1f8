import { z } from "zod";
import { AS_WRITTEN, keptVolume, MOST_ITEMS, mostFailures } from "./bulkItems";
import { type ExportItem, exportLine, itemOf } from "./bulkLines";
import {
  copyOnly,
  exportProperties,
  fileId,
  location,
  locationProblem,
  overwrite,
  toFileId,
  volumeId,
} from "./fields";
import { holdsUnknown } from "./unknowns";
import type { PropertyMap } from "./propertyMap";
import { type Failure, validate } from "./validate";

export const bulkExportItem = z.strictObject({
  source: z.strictObject({ file: fileId }),
  destination: z.strictObject({ volume: volumeId.nullish(), location }),
  properties: exportProperties.nullish(),
  overwrite,
});

/** An item as `check` has written it before, which it meets again where `ignoreChanges` brings back old inputs. */
const checkedItem = z.string();

export const bulkFileExportInputs = z.strictObject({
  items: z
    .array(z.union([bulkExportItem, checkedItem]))
    .min(1, "must hold at least one item")
    .max(MOST_ITEMS, `must hold at most ${MOST_ITEMS} items; declare several resources`),
  volume: volumeId.nullish(),
  prefix: z.string().nullish(),
  properties: exportProperties.nullish(),
  overwrite,
  copyOnly,
  onFailure: z.enum(["fail", "report"]).nullish(),
});

type Inputs = z.infer<typeof bulkFileExportInputs>;
type Item = z.infer<typeof bulkExportItem>;

/**
 * The checked inputs have one line an item, with the resource's defaults in it: "file -> owner/name/location". A plan
 * shows them as they are, and the state of 10 000 items stays below 5 MB, which the engine writes at every step.
 * While anything isn't known yet they are left as given.
 */
export function checkBulkFileExport(inputs: PropertyMap): { inputs: PropertyMap; failures: Failure[] } {
  const failures = validate(bulkFileExportInputs, inputs);
  if (failures.length > 0) return { inputs, failures: mostFailures(failures) };
  if (
    holdsUnknown([
      inputs["items"],
      inputs["volume"],
      inputs["prefix"],
      inputs["properties"],
      inputs["overwrite"],
    ])
  ) {
    // What it does to its files is known all the same, and counted by the preview.
    return { inputs: { ...inputs, copyOnly: inputs["copyOnly"] ?? false, ...AS_WRITTEN }, failures };
  }
  const given = inputs as Inputs;
  const items = given.items.map((item) =>
    typeof item === "string" ? itemOf(item) : withDefaults(item, given),
  );
  return {
    inputs: {
      items: items.map(exportLine).sort(),
      ...keptVolume(given.volume),
      copyOnly: given.copyOnly ?? false,
      onFailure: given.onFailure ?? "fail",
    },
    failures: mostFailures([...incomplete(items), ...clashes(items, given.copyOnly ?? false)]),
  };
}

/** What an item takes from its resource where it says nothing itself. */
type Defaults = Pick<Inputs, "volume" | "prefix" | "properties" | "overwrite">;

/** As `check` would write the item: a program of 50 000 items sends and keeps as many strings instead of objects. */
export const checkedLine = (item: Item, defaults: Defaults): string =>
  exportLine(withDefaults(item, defaults));

function withDefaults(item: Item, defaults: Defaults): ExportItem {
  const properties = { ...defaults.properties, ...item.properties };
  const hasProperties = Object.keys(properties).length > 0;
  return {
    file: toFileId(item.source.file),
    volume: item.destination.volume ?? defaults.volume ?? "",
    location: (defaults.prefix ?? "") + item.destination.location,
    overwrite: item.overwrite ?? defaults.overwrite ?? false,
    ...(hasProperties && { properties: properties as NonNullable<ExportItem["properties"]> }),
  };
}

function incomplete(items: ExportItem[]): Failure[] {
  return items.flatMap(({ volume, location }, i) => {
    const at = `items.${i}.destination`;
    const problem = locationProblem(location);
    return [
      ...(volume
        ? []
        : [
            {
              property: `${at}.volume`,
              reason: `${at}.volume: is missing; give it here or as the resource's volume ("owner/name")`,
            },
          ]),
      ...(problem
        ? [
            {
              property: `${at}.location`,
              reason: `${at}.location: ${JSON.stringify(location)} (with its prefix) ${problem}`,
            },
          ]
        : []),
    ];
  });
}

/** Two items at one place would destroy each other; a file can be moved but once. */
function clashes(items: ExportItem[], copies: boolean): Failure[] {
  const places = new Map<string, number>();
  const files = new Map<string, number>();
  return items.flatMap(({ file, volume, location }, i) => [
    ...clash(places, `${volume}/${location}`, i, "destination.location", "goes to the same place as"),
    ...(copies ? [] : clash(files, file, i, "source.file", "is moved already by")),
  ]);
}

function clash(seen: Map<string, number>, key: string, i: number, property: string, what: string): Failure[] {
  const first = seen.get(key);
  if (first === undefined) {
    seen.set(key, i);
    return [];
  }
  const at = `items.${i}.${property}`;
  return [
    {
      property: at,
      reason: `${at}: ${key} ${what} items.${first}; each place and each moved file may stand once`,
    },
  ];
}
