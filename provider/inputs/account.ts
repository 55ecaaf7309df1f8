import { EndpointError, resolveEndpoint } from "../platform/account/endpoints";

/** Checks of the account that a program gives; errors are raised before any resource is declared with it. */

/** The endpoint as given, if the platform client can use it. */
export function checkedEndpoint(owner: string, given: string): string {
  try {
    resolveEndpoint(given);
    return given;
  } catch (error) {
    throw error instanceof EndpointError ? new Error(`${owner}: ${error.message}`) : error;
  }
}

/** The token as given. Without this check an empty one would be noticed only at its first job, after others have started. */
export function checkedToken(owner: string, given: string | undefined): string {
  if (given?.trim()) return given;
  const what = given === undefined ? "is missing" : "is empty";
  throw new Error(
    `${owner}: authToken ${what}; it must be the account's token, e.g. config.requireSecret("…").`,
  );
}
