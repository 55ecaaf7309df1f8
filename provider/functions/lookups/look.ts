import type { z } from "zod";
import { validate } from "../../inputs/validate";
import { isPlatformError, textOf } from "../../platform/errors/errors";
import { plainError } from "../../resources/plainError";
import { type LookupOptions, type Lookups, lookups } from "../account";

/** What was looked up isn't there; the texts of all look-ups say what and where. */
export class NotThere extends Error {}

/** What makes one look-up different from the others. */
export interface Look<Args, Found> {
  /** The function's name, which begins every text. */
  name: string;
  schema: z.ZodType;
  /** For texts: what is looked up. */
  what(args: Args): string;
  ask(account: Lookups, args: Args): Promise<Found>;
}

/**
 * Makes a look-up: bad arguments fail before anything is asked, naming the property; every other failure says what was
 * looked up, and on which platform.
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
  try {
    return await look.ask(account, args);
  } catch (error) {
    throw plainError(describe(look, args, account, error));
  }
}

function describe<Args, Found>(look: Look<Args, Found>, args: Args, account: Lookups, error: unknown) {
  const place = account.client.account.endpoint;
  const isMissing = error instanceof NotThere || (isPlatformError(error) && error.isNotFound);
  const head = isMissing
    ? `${look.what(args)} isn't on ${place}, or the token's user can't see it`
    : `${look.what(args)} on ${place}`;
  return `${look.name}: ${head}: ${textOf(error)}`;
}
