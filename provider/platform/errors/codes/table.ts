/**
 * One code of the platform's published table of 277 errors with their HTTP status,
 * https://docs.sevenbridges.com/reference/api-status-codes. The wording of the meaning is the package's own, and so is the
 * advice, since the platform's messages often end in "check the documentation".
 */
export type CodeRow = readonly [
  code: number,
  /** Its published HTTP status. */
  status: number,
  meaning: string,
  /** What to do, naming the input to change; one or two complete sentences. */
  remedy: string,
  /** The input of a Volume that caused the refusal of its creation or change. */
  volumeInput?: string,
];

export const RUN_LATER = "Run again later: a service of the platform is down.";
export const OWNER_PROJECT = "Write the project as owner/project, as in its web address.";
export const NAME_TAKEN = "Set overwrite or autorename, or give another destination.name";
export const CHECK_REQUEST = "Check each property, and report it to the platform's support if all are right.";
