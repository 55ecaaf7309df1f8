import { z } from "zod";
import { ApiError } from "../errors";
import type { Switches } from "../switches";

/** Some clients send booleans as strings in any case: a tolerant server accepts both. */
export const tolerantBoolean = z.union([
  z.boolean(),
  z
    .string()
    .regex(/^(true|false)$/i)
    .transform((text) => text.toLowerCase() === "true"),
]);

/** Reads a boolean from the query string; absent means false. */
export function queryFlag(value: unknown): boolean {
  return typeof value === "string" && value.toLowerCase() === "true";
}

/** An object with the given members; others are dropped or refused (not documented: switch unknownMembers). */
export function bodyOf<T extends z.ZodRawShape>(shape: T, switches: Switches) {
  return switches.unknownMembers === "refuse" ? z.strictObject(shape) : z.object(shape);
}

/** Validates a body; a wrong shape is refused with the area's code for invalid syntax. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown, code = 9011): T {
  const result = schema.safeParse(body ?? {});
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new ApiError(code, `Invalid request: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}

/** Creates a schema once for a set of switches: building one costs far more than using it. */
export function onceFor<T>(make: (switches: Switches) => T): (switches: Switches) => T {
  const made = new WeakMap<Switches, T>();
  return (switches) => {
    const known = made.get(switches);
    if (known !== undefined) return known;
    const fresh = make(switches);
    made.set(switches, fresh);
    return fresh;
  };
}
