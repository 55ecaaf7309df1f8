import { validate } from "../../inputs/validate";
import { textOf } from "../../platform/errors/errors";
import { plainError } from "../../resources/plainError";
import { type LookupOptions, lookups } from "../account";
import { ask, type Look } from "./look";

/**
 * Runs a look-up for a program: invalid arguments fail before any request, naming the property; every other failure says
 * what was looked up, and on which platform.
 */
export async function answer<Args extends object, Found>(
  look: Look<Args, Found>,
  args: Args,
  options?: LookupOptions,
): Promise<Found> {
  const failures = validate(look.schema, args);
  if (failures.length > 0) throw plainError(`${look.name}: ${failures.map((f) => f.reason).join("; ")}`);
  const account = await lookups(options).catch((error: unknown) => {
    throw plainError(`${look.name}: ${textOf(error)}`);
  });
  return ask(look, args, account).catch((error: unknown) => {
    throw plainError(textOf(error));
  });
}
