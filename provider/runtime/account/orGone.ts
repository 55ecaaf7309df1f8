import { isPlatformError, type PlatformError } from "../../platform/errors/errors";

/** The platform's word that it isn't there; every other error, a lost connection or a missing right, is an error. */
export function orGone<T>(look: Promise<T>, isGone = isDefinitelyGone): Promise<T | undefined> {
  return look.catch((error: unknown) => {
    if (isPlatformError(error) && isGone(error)) return undefined;
    throw error;
  });
}

/** Job (of the import service too), file (two codes), volume. A 404 of another code is about the address asked, or a bucket. */
const GONE_CODES: readonly (number | undefined)[] = [9008, 10211, 9009, 5002, 9007];

/**
 * A 404 without a code comes from a server in between, or from an address that isn't the API's. Items of bulk answers may
 * give their status as a word that says nothing to us; then the code decides.
 */
export const isDefinitelyGone = (error: PlatformError): boolean =>
  error.isNotFound && GONE_CODES.includes(error.code);

/**
 * For a volume's member no code of its own is published: "project or member" (3002), "user" (2002), and 9012, which is
 * published with status 400 and about projects, but which an older list has for members as well. None of them is about
 * anything else where a member is removed.
 */
const MEMBER_CODES: readonly (number | undefined)[] = [3002, 2002, 9012];

export const isGoneMember = (error: PlatformError): boolean =>
  error.failure === "refused" && !error.isTransient && MEMBER_CODES.includes(error.code);
