import type { z } from "zod";
import { isBag } from "./bags";
import { type Branch, branchesAt, formOf, keysOf } from "./branches";
import { didYouMean } from "./nearest";
import { isUnknown } from "./unknowns";

export type { Bag } from "./bags";

/** As Pulumi wants it from `check`: which property, and why. */
export interface Failure {
  property: string;
  reason: string;
}

type Schema = z.ZodType;

/** What is wrong at a path: what was given there and what is allowed. */
export interface Complaint {
  path: readonly PropertyKey[];
  why: string;
  /** The last part of the path is what is wrong, not the value there. */
  isUnknownKey?: boolean;
}

/** What is wrong with the inputs, each failure naming the property. */
export const validate = (schema: Schema, inputs: unknown): Failure[] =>
  complaints(schema, inputs).map(({ path, why }) => {
    const property = path.map(String).join(".");
    return { property, reason: `${property || "the inputs"}: ${why}` };
  });

/**
 * What is wrong with the inputs, place by place.
 * Unknown values of a preview are right by definition: whatever is said about them, or about what holds them, is dropped.
 */
export function complaints(schema: Schema, inputs: unknown): Complaint[] {
  const parsed = schema.safeParse(inputs, { reportInput: true });
  if (parsed.success) return [];
  return parsed.error.issues.flatMap((issue) => complaintsOf(issue, inputs, schema));
}

type Issue = z.core.$ZodIssue;

function complaintsOf(issue: Issue, inputs: unknown, schema: Schema): Complaint[] {
  if (isUnknown(valueAt(inputs, issue.path))) return [];
  if (issue.code === "unrecognized_keys") {
    const branches = branchesAt(schema, issue.path, inputs);
    return issue.keys.map((key) => {
      return { path: [...issue.path, key], why: unknownKey(key, branches), isUnknownKey: true };
    });
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) return bestBranch(issue, inputs, schema);
  const what = issue.code === "invalid_key" ? issue.path.at(-1) : valueAt(inputs, issue.path);
  return [{ path: issue.path, why: `${given(what, issue.path)} ${allowed(issue)}` }];
}

/** The form of a union that comes nearest: the one that knows most of what was given, then with the fewest complaints. */
function bestBranch(issue: z.core.$ZodIssueInvalidUnion, inputs: unknown, schema: Schema): Complaint[] {
  const value = valueAt(inputs, issue.path);
  const forms = branchesAt(schema, issue.path, inputs).filter((branch) => branch.chosen);
  const known = (i: number) =>
    isBag(value) && forms[i] ? keysOf(forms[i]).filter((key) => key in value).length : 0;
  const ranked = issue.errors
    .map((issues, i) => ({ issues, known: known(i) }))
    .sort((a, b) => b.known - a.known || a.issues.length - b.issues.length);
  const nearest = ranked[0];
  if (isBag(value) && forms.length === issue.errors.length && nearest?.known === 0)
    return [{ path: issue.path, why: `${namesIn(value)}must have ${forms.map(formOf).join(", or ")}` }];
  return (nearest?.issues ?? []).flatMap((inner) =>
    complaintsOf({ ...inner, path: [...issue.path, ...inner.path] }, inputs, schema),
  );
}

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
  string: "a text",
  boolean: "true or false",
  number: "a number",
  object: "an object",
  record: "an object",
  array: "a list",
};

const oneOf = (values: readonly unknown[]): string =>
  `must be one of: ${values.map((value) => JSON.stringify(value)).join(", ")}`;

/** A name that is right somewhere else says so; any other is taken for a slip of the pen. */
function unknownKey(key: string, branches: Branch[]): string {
  const here = branches.filter((branch) => branch.chosen);
  const known = [...new Set(here.flatMap(keysOf))];
  const rest = `Allowed: ${known.join(", ")}`;
  if (known.includes(key)) return `doesn't go with the rest; give either ${here.map(formOf).join(", or ")}`;
  const elsewhere = branches.filter((branch) => keysOf(branch).includes(key));
  if (elsewhere.length > 0) {
    const places = [...new Set(elsewhere.map((branch) => branch.labels.join(", ")))].join(" and ");
    return `belongs to ${places}, not to ${here[0]?.labels.join(", ") ?? "this"}. ${rest}`;
  }
  const question = didYouMean(key, known);
  return `there is no such property${question ? `; ${question}` : "."} ${rest}`;
}

/** What was given, unless it may be a secret. */
function given(value: unknown, path: readonly PropertyKey[]): string {
  if (value === undefined) return "is missing;";
  if (path.includes("credentials") || path.at(-1) === "service") return "(not shown)";
  const text = JSON.stringify(value, hideSecrets) ?? typeof value;
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

const SECRET = /^(credentials|secret\w*|private\w*|client_?secret|external_?id|configuration)$/i;
const hideSecrets = (key: string, value: unknown): unknown => (SECRET.test(key) ? "(not shown)" : value);

function valueAt(inputs: unknown, path: readonly PropertyKey[]): unknown {
  let value = inputs;
  for (const key of path) {
    if (isUnknown(value)) return value;
    value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key];
  }
  return value;
}
