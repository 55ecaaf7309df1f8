import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import { isUnknown } from "./unknowns";

export type Bag = Record<string, unknown>;

/** As Pulumi wants it from `check`: which property, and why. */
export interface Failure {
  property: string;
  reason: string;
}

/** Names the schema takes at a level, for suggestions. */
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
    const known = keysAt(schema, issue.path);
    return issue.keys.map((key) => {
      return { path: [...issue.path, key], why: unknownKey(key, known), isUnknownKey: true };
    });
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) return bestBranch(issue, inputs, schema);
  const why = `${given(valueAt(inputs, issue.path), issue.path)} ${allowed(issue)}`;
  return [{ path: issue.path, why }];
}

/** The branch of a union that comes nearest: the one with the fewest complaints. */
function bestBranch(issue: z.core.$ZodIssueInvalidUnion, inputs: unknown, schema: Schema): Complaint[] {
  const branches = [...issue.errors].sort((a, b) => a.length - b.length);
  const nearest = branches[0] ?? [];
  return nearest.flatMap((inner) =>
    complaintsOf({ ...inner, path: [...issue.path, ...inner.path] }, inputs, schema),
  );
}

function allowed(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${TYPE_NAMES[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `must be one of: ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
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

function unknownKey(key: string, known: string[]): string {
  const nearest = known.length > 0 ? closest(key, known) : undefined;
  const isNear =
    nearest !== undefined &&
    distance(key.toLowerCase(), nearest.toLowerCase()) <= Math.max(2, key.length / 3);
  return `there is no such property${isNear ? `; did you mean "${nearest}"?` : "."} Allowed: ${known.join(", ")}`;
}

/** What was given, unless it may be a secret. */
function given(value: unknown, path: readonly PropertyKey[]): string {
  if (value === undefined) return "is missing;";
  if (path.includes("credentials")) return "(not shown)";
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

function valueAt(inputs: unknown, path: readonly PropertyKey[]): unknown {
  let value = inputs;
  for (const key of path) {
    if (isUnknown(value)) return value;
    value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key];
  }
  return value;
}

function keysAt(schema: Schema, path: readonly PropertyKey[]): string[] {
  let at: unknown = schema;
  for (const key of path) at = child(unwrap(at), key);
  const shape = (unwrap(at) as { shape?: object } | undefined)?.shape;
  return Object.keys(shape ?? {}).filter((name) => !name.startsWith("__"));
}

function child(schema: unknown, key: PropertyKey): unknown {
  if (schema instanceof z.ZodObject) return (schema.shape as Record<PropertyKey, unknown>)[key];
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  return undefined;
}

function unwrap(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return unwrap(schema.unwrap());
  return schema;
}
