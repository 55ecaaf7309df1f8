import { z } from "zod";
import { isObject } from "./propertyMap";
import { type Branch, branchesAt, formOf, keysOf } from "./unionForms";
import { didYouMean } from "./didYouMean";
import { isUnknown, valueAt } from "./unknowns";

/** What Pulumi expects from `check`: which property, and why. */
export interface Failure {
  property: string;
  reason: string;
}

type Schema = z.ZodType;

/** What is wrong at a path: what was given, and what is allowed. */
export interface Complaint {
  path: readonly PropertyKey[];
  why: string;
  /** The last part of the path is wrong, not its value. */
  isUnknownKey?: boolean;
  /** The required type, if the value has another one. */
  expected?: string;
}

/** What is wrong with the inputs, each failure naming the property. */
export const validate = (schema: Schema, inputs: unknown): Failure[] =>
  complaints(schema, inputs).map(({ path, why }) => {
    const property = path.map(String).join(".");
    return { property, reason: `${property || "the inputs"}: ${why}` };
  });

/**
 * What is wrong with the inputs, by path.
 * Unknown values of a preview are valid by definition: complaints about them, or about what contains them, are dropped.
 *
 * @param isSecret values never to be shown, besides those whose names mark them as secret
 */
export function complaints(
  schema: Schema,
  inputs: unknown,
  isSecret: (value: unknown) => boolean = () => false,
): Complaint[] {
  const parsed = safeParse(schema, inputs);
  if (parsed.success) return [];
  return parsed.error.issues.flatMap((issue) => complaintsOf(issue, { inputs, schema, isSecret }));
}

/** The library compares the `length` of whatever has one, which fails if that is an object without a primitive value. */
function safeParse(
  schema: Schema,
  inputs: unknown,
): { success: true } | { success: false; error: z.core.$ZodError } {
  try {
    return schema.safeParse(inputs, { reportInput: true });
  } catch {
    const message = "has an object where a list, a text or a number belongs";
    return {
      success: false,
      error: new z.core.$ZodError([{ code: "custom", path: [], message, input: "it" }]),
    };
  }
}

interface Context {
  inputs: unknown;
  schema: Schema;
  isSecret: (value: unknown) => boolean;
}

type Issue = z.core.$ZodIssue;

function complaintsOf(issue: Issue, context: Context): Complaint[] {
  const { inputs, schema } = context;
  if (isUnknown(valueAt(inputs, issue.path))) return [];
  if (issue.code === "unrecognized_keys") {
    const branches = branchesAt(schema, issue.path, inputs);
    return issue.keys.map((key) => {
      return { path: [...issue.path, key], why: unknownKey(key, branches), isUnknownKey: true };
    });
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) return bestBranch(issue, context);
  const what = issue.code === "invalid_key" ? issue.path.at(-1) : valueAt(inputs, issue.path);
  const why = `${given(what, issue.path, context)} ${allowed(issue)}`;
  return [{ path: issue.path, why, ...(issue.code === "invalid_type" && { expected: issue.expected }) }];
}

/** The closest form of a union: the one that knows most of the given names, then the one with the fewest complaints. */
function bestBranch(issue: z.core.$ZodIssueInvalidUnion, context: Context): Complaint[] {
  const { inputs, schema } = context;
  const value = valueAt(inputs, issue.path);
  const forms = branchesAt(schema, issue.path, inputs).filter((branch) => branch.chosen);
  const known = (i: number) =>
    isObject(value) && forms[i] ? keysOf(forms[i]).filter((key) => key in value).length : 0;
  const ranked = issue.errors
    .map((issues, i) => ({ issues, known: known(i), isOther: Number(issues.some(isOfOtherKind)) }))
    .sort((a, b) => b.known - a.known || a.isOther - b.isOther || a.issues.length - b.issues.length);
  const nearest = ranked[0];
  if (isObject(value) && forms.length === issue.errors.length && nearest?.known === 0)
    return [{ path: issue.path, why: `${namesIn(value)}must have ${forms.map(formOf).join(", or ")}` }];
  return (nearest?.issues ?? []).flatMap((inner) =>
    complaintsOf({ ...inner, path: [...issue.path, ...inner.path] }, context),
  );
}

/** The value is of another kind, such as a string instead of an object, so this form wasn't meant. */
const isOfOtherKind = ({ code, path }: Issue): boolean => code === "invalid_type" && path.length === 0;

const namesIn = (value: object): string => {
  const names = Object.keys(value);
  return names.length > 0 ? `has ${names.join(", ")}; ` : "";
};

function allowed(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${TYPE_NAMES[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return oneOf(issue.values);
    case "invalid_union":
      return "options" in issue && issue.options ? oneOf(issue.options) : issue.message;
    case "invalid_key":
      return issue.issues[0]?.message ?? issue.message;
    default:
      return issue.message;
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "a string",
  boolean: "true or false",
  number: "a number",
  int: "a whole number",
  object: "an object",
  record: "an object",
  array: "a list",
};

const oneOf = (values: readonly unknown[]): string =>
  `must be one of: ${usualSpellings(values)
    .map((value) => JSON.stringify(value))
    .join(", ")}`;

/** Where several spellings are accepted, only the first one of each is shown. */
const usualSpellings = (values: readonly unknown[]): unknown[] =>
  [...new Map(values.toReversed().map((value) => [String(value).toLowerCase(), value])).values()].reverse();

/** If the name is valid elsewhere, says where; otherwise assumes a typo. */
function unknownKey(key: string, branches: Branch[]): string {
  const here = branches.filter((branch) => branch.chosen);
  const known = [...new Set(here.flatMap(keysOf))];
  const rest = `Allowed: ${known.join(", ")}`;
  if (known.includes(key))
    return `can't be combined with the rest; give either ${here.map(formOf).join(", or ")}`;
  const elsewhere = branches.filter((branch) => keysOf(branch).includes(key));
  if (elsewhere.length > 0) {
    const places = [...new Set(elsewhere.map((branch) => branch.labels.join(", ")))].join(" and ");
    return `belongs to ${places}, not to ${here[0]?.labels.join(", ") ?? "this"}. ${rest}`;
  }
  const question = didYouMean(key, known);
  return `there is no such property${question ? `; ${question}` : "."} ${rest}`;
}

/** What was given, unless it may be a secret. */
function given(value: unknown, path: readonly PropertyKey[], { isSecret }: Context): string {
  if (value === undefined) return "is missing;";
  if (path.includes("credentials") || path.at(-1) === "service") return NOT_SHOWN;
  const hide = (key: string, member: unknown) => (SECRET.test(key) || isSecret(member) ? NOT_SHOWN : member);
  const text = isSecret(value) ? NOT_SHOWN : (JSON.stringify(value, hide) ?? typeof value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

const NOT_SHOWN = "(not shown)";

const SECRET = /^(credentials|secret\w*|private\w*|client_?secret|external_?id|configuration)$/i;
