/**
 * One code of the platform's published table of errors (its page "API status codes", 277 codes with their HTTP status,
 * https://docs.sevenbridges.com/reference/api-status-codes). The meaning is in words of our own, the advice ours, since
 * the platform's messages often end in "check the documentation".
 */
export type CodeRow = readonly [
  code: number,
  /** The HTTP status that is published for it. */
  status: number,
  meaning: string,
  /** What to do, naming the input to change; one or two whole sentences. */
  remedy: string,
  /** The input of a Volume that a refusal of its creation or change is about. */
  volumeInput?: string,
];

export const RUN_LATER = "Run again later: a service of the platform is down.";
export const OWNER_PROJECT = "Write the project as owner/project, as in its web address.";
export const NAME_TAKEN = "Set overwrite or autorename, or give another destination.name";
export const CHECK_REQUEST = "Check each property, and report it to the platform's support if all are right.";
