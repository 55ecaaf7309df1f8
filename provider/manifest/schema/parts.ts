import { z } from "zod";
import {
  copyOnly,
  exportProperties,
  fileId,
  location,
  locationPrefix,
  overwrite,
  volumeId,
} from "../../inputs/fields";
import { didYouMean } from "../../inputs/nearest";

/** What several sections of the manifest have in common. Descriptions are for editors: they show them beside the text. */

/**
 * A volume: a key below `volumes`, or an id "owner/name". Without the keys any that looks like one is right, as it must
 * be in the JSON Schema.
 */
export const volumeRef = (keys?: readonly string[]) =>
  z
    .string()
    .superRefine((text, context) => {
      const message = volumeProblem(text, keys);
      if (message) context.addIssue({ code: "custom", message, input: text });
    })
    .meta({ pattern: String.raw`^([^/]+|[^/\s]+/[A-Za-z0-9_]{3,32})$` })
    .describe('A key below "volumes", or a volume\'s id "owner/name"');

function volumeProblem(text: string, keys: readonly string[] | undefined): string | undefined {
  if (text.includes("/")) return volumeId.safeParse(text).error?.issues[0]?.message;
  if (text !== "" && (!keys || keys.includes(text))) return undefined;
  const below = keys && keys.length > 0 ? keys.join(", ") : "there is none";
  const question = didYouMean(text, keys ?? []);
  const rule = `must be a key below "volumes" (${below}) or a volume's id "owner/name"`;
  return question ? `${rule}; ${question}` : rule;
}

export const source = z.strictObject({
  file: fileId.describe("The file's id, or its address in the browser"),
});

export const exportPlace = (volume: z.ZodType<string>) =>
  z.strictObject({
    volume: volume.nullish(),
    location: location.describe("The object's key, below the volume's prefix and the manifest's own"),
  });

/** What an export takes over from its section and from `defaults`, unless it says otherwise. */
export const exportSettings = {
  copyOnly: copyOnly.describe("true keeps the file on the platform; false (default) moves it, one way"),
  overwrite: overwrite.describe("Replace an object that is at the place already; default: false"),
  properties: exportProperties
    .nullish()
    .describe("Settings of the store; null means none, absent the volume's own"),
};

export const prefix = locationPrefix
  .nullish()
  .describe('Put before each location as it is, so it usually ends in "/"');

/** A section: its keys become the names of resources. */
export const section = <T extends z.ZodType>(entry: T, description: string) =>
  z.record(z.string().min(1, "must not be empty"), entry).nullish().describe(description);

/** An object that must have one of two members, not both. */
export const withOneOf = <T extends z.ZodObject>(entry: T, one: string, other: string) =>
  entry
    .superRefine((given: Record<string, unknown>, context) => {
      const has = (key: string) => given[key] !== undefined;
      if (has(one) !== has(other)) return;
      const message = has(one) ? `can't stand beside ${one}; give one of the two` : `give ${one} or ${other}`;
      const path = [has(one) ? other : one];
      context.addIssue({ code: "custom", path, message, input: given[path[0]!] });
    })
    .meta({ oneOf: [{ required: [one] }, { required: [other] }] });
