import type { CodeRow } from "./table";

/** The platform as a whole, and the account's rate limit. */
export const GENERAL: readonly CodeRow[] = [
  [0, 503, "The platform is under maintenance.", "Wait until the maintenance is over and run again."],
  [
    1000,
    429,
    "The account's rate limit is reached.",
    "Wait, or stop other tools that use the same token: the account's 1000 requests per 5 minutes are used up.",
  ],
];
