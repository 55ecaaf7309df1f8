import type { z } from "zod";
import { isPlatformError, textOf } from "../../platform/errors/errors";
import type { Lookups } from "../account";

/** What was looked up doesn't exist; every look-up's message says what and where. */
export class NotThere extends Error {}

/** What differs between look-ups. */
export interface Look<Args, Found> {
  /** The function's name, which starts every message. */
  name: string;
  schema: z.ZodType;
  /** For messages: what is looked up. */
  what(args: Args): string;
  ask(account: Lookups, args: Args): Promise<Found>;
}

/** Runs a look-up with valid arguments; a failure says what was looked up, and on which platform. */
export async function ask<Args, Found>(
  look: Look<Args, Found>,
  args: Args,
  account: Lookups,
): Promise<Found> {
  try {
    return await look.ask(account, args);
  } catch (error) {
    throw new Error(describe(look, args, account, error), { cause: error });
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
