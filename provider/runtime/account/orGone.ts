import { isPlatformError, type PlatformError } from "../../platform/errors/errors";

/** Undefined only if the platform definitely says that it doesn't exist; any other error, such as a lost connection or a missing permission, stays an error. */
export function orGone<T>(look: Promise<T>, isGone = isDefinitelyGone): Promise<T | undefined> {
  return look.catch((error: unknown) => {
    if (isPlatformError(error) && isGone(error)) return undefined;
    throw error;
  });
}

/** Codes for a job (also the import service's), a file (two codes) and a volume. A 404 with another code is about the address or a bucket. */
const GONE_CODES: readonly (number | undefined)[] = [9008, 10211, 9009, 5002, 9007];

/**
 * A 404 without a code comes from an intermediate server, or from an address that isn't the API's. Items of bulk responses
 * may give their status as an unknown word; then the code decides.
 */
export const isDefinitelyGone = (error: PlatformError): boolean =>
  error.isNotFound && GONE_CODES.includes(error.code);

/**
 * There is no published code for a volume's member. These may mean one: "project or member" (3002), "user" (2002), and
 * 9012, which is published with status 400 for projects, but which an older list has for members as well. When a member is
 * removed, they can't mean anything else.
 */
const MEMBER_CODES: readonly (number | undefined)[] = [3002, 2002, 9012];

export const isGoneMember = (error: PlatformError): boolean =>
  error.failure === "refused" && !error.isTransient && MEMBER_CODES.includes(error.code);
