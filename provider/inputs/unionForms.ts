import { z } from "zod";

/** The members that each form of a union takes, for messages about wrong inputs. */
export interface Branch {
  shape: Readonly<Record<string, z.ZodType>>;
  /** The choices that select this form, such as `type "azure"`. */
  labels: string[];
  /** Whether the inputs make these choices. */
  chosen: boolean;
}

/** The forms an object may have at a path, including those of choices the inputs don't make. */
export function branchesAt(schema: z.ZodType, path: readonly PropertyKey[], inputs: unknown): Branch[] {
  let value = inputs;
  let branches = expand(schema, value, { shape: {}, labels: [], chosen: true });
  for (const key of path) {
    value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key];
    branches = branches.flatMap((branch) => expand(child(branch, key), value, branch));
  }
  return branches;
}

function expand(schema: z.ZodType | undefined, value: unknown, from: Branch): Branch[] {
  const bare = unwrap(schema);
  if (bare instanceof z.ZodObject) return [{ ...from, shape: bare.shape }];
  // A list's items and a map's values are found under any key.
  if (bare instanceof z.ZodArray) return [{ ...from, shape: anyKey(bare.element as z.ZodType) }];
  if (bare instanceof z.ZodRecord) return [{ ...from, shape: anyKey(bare.valueType as z.ZodType) }];
  if (!(bare instanceof z.ZodUnion)) return [];
  const options = bare.options as z.ZodType[];
  if (!(bare instanceof z.ZodDiscriminatedUnion))
    return options.flatMap((option) => expand(option, value, from));
  const { discriminator } = bare.def;
  return options.flatMap((option) => expand(option, value, chosenBy(option, discriminator, value, from)));
}

function chosenBy(option: z.ZodType, discriminator: string, value: unknown, from: Branch): Branch {
  const literal =
    option instanceof z.ZodObject ? (option.shape as Branch["shape"])[discriminator] : undefined;
  const own = (value as Record<string, unknown> | null | undefined)?.[discriminator];
  // The first one is the usual spelling.
  const spellings = literal instanceof z.ZodLiteral ? [...literal.values] : [];
  const label = spellings.slice(0, 1).map((value) => `${discriminator} ${JSON.stringify(value)}`);
  const chosen = from.chosen && spellings.includes(own as never);
  return { ...from, labels: [...from.labels, ...label], chosen };
}

const ANY = "";
const anyKey = (schema: z.ZodType): Branch["shape"] => ({ [ANY]: schema });
const child = ({ shape }: Branch, key: PropertyKey): z.ZodType | undefined =>
  shape[String(key)] ?? shape[ANY];

function unwrap(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return unwrap(schema.unwrap());
  return schema;
}

/** Names the form takes, without those that the package's resource classes add. */
export const keysOf = ({ shape }: Branch): string[] =>
  Object.keys(shape).filter((name) => name !== ANY && !name.startsWith("__"));

/** A form in words: "accessKeyId and secretAccessKey", "roleArn (optionally externalId)". */
export function formOf(branch: Branch): string {
  const isOptional = (key: string) => branch.shape[key]?.safeParse(undefined).success === true;
  const [needed, optional] = [
    keysOf(branch).filter((key) => !isOptional(key)),
    keysOf(branch).filter(isOptional),
  ];
  return needed.join(" and ") + (optional.length > 0 ? ` (optionally ${optional.join(", ")})` : "");
}
