import { isPlatformError, type PlatformError } from "../platform/errors";

/** The platform's word that it isn't there; every other error, a lost connection or a missing right, is an error. */
export function orGone<T>(look: Promise<T>): Promise<T | undefined> {
  return look.catch((error: unknown) => {
    if (isPlatformError(error) && isDefinitelyGone(error)) return undefined;
    throw error;
  });
}

/** Job, file (two codes), volume, member. A 404 of another code is about the address asked. */
const GONE_CODES: readonly (number | undefined)[] = [9008, 9009, 5002, 9007, 9012];

/**
 * A 404 without a code comes from a server in between, or from an address that isn't the API's. Items of bulk answers may
 * give their status as a word that says nothing to us; then the code decides.
 */
export const isDefinitelyGone = (error: PlatformError): boolean =>
  error.failure === "refused" &&
  (error.isNotFound || error.status === undefined) &&
  GONE_CODES.includes(error.code);
