import { z } from "zod";
import { VOLUME_ID, volumeId } from "../../inputs/fields";
import { didYouMean } from "../../inputs/didYouMean";

/** What several sections of the manifest share. Editors show the descriptions beside the text. */

/**
 * A volume: a key below `volumes`, or an id "owner/name". If the keys aren't given, anything that looks like a key is
 * accepted, as in the JSON Schema.
 */
export const volumeRef = (keys?: readonly string[]) =>
  z
    .string()
    .superRefine((text, context) => {
      const message = volumeProblem(text, keys);
      if (message) context.addIssue({ code: "custom", message, input: text });
    })
    .meta({ pattern: `^(?:[^/]+|${VOLUME_ID})$` })
    .describe('A key below "volumes", or a volume\'s id "owner/name"');

function volumeProblem(text: string, keys: readonly string[] | undefined): string | undefined {
  if (text.includes("/")) return volumeId.safeParse(text).error?.issues[0]?.message;
  if (text !== "" && (!keys || keys.includes(text))) return undefined;
  const below = keys && keys.length > 0 ? keys.join(", ") : "there are none";
  const question = didYouMean(text, keys ?? []);
  const rule = `must be a key below "volumes" (${below}) or a volume's id "owner/name"`;
  return question ? `${rule}; ${question}` : rule;
}

/** A section: its keys become the names of resources. */
export const section = <T extends z.ZodType>(entry: T, description: string, key = resourceName) =>
  z.record(key, entry).nullish().describe(description);

const resourceName = z.string().min(1, "must not be empty");

/** Distinguished from an id by having no slash. */
export const volumeKey = z
  .string()
  .regex(/^[^/]+$/, 'must not be empty or contain "/": with a slash it would be an id');

/** An object that must have one of two members, not both. */
export const withOneOf = <T extends z.ZodObject>(entry: T, one: string, other: string) =>
  entry
    .superRefine((given: Record<string, unknown>, context) => {
      const has = (key: string) => given[key] !== undefined;
      if (has(one) !== has(other)) return;
      const message = has(one) ? `can't be combined with ${one}; give one of the two` : `give ${one} or ${other}`;
      const path = [has(one) ? other : one];
      context.addIssue({ code: "custom", path, message, input: given[path[0]!] });
    })
    .meta({ oneOf: [{ required: [one] }, { required: [other] }] });

/** A resource with many items, listed here or in a table. */
export const bulk = <Item extends z.ZodType, Rest extends z.ZodRawShape>(
  item: Item,
  most: number,
  columns: string,
  rest: Rest,
) =>
  withOneOf(
    z.strictObject({
      items: z
        .array(item)
        .min(1, "must hold at least one item")
        .max(most, `must hold at most ${most} items; write several entries`)
        .optional(),
      itemsFrom: z
        .string()
        .min(1, "must not be empty")
        .optional()
        .describe(`A CSV or TSV file, its path relative to the manifest: ${columns}`),
      ...rest,
    }),
    "items",
    "itemsFrom",
  );
