import { CHECK_REQUEST, type CodeRow, RUN_LATER } from "./table";

const NOT_OFFERED =
  "Check that the endpoint is the right platform's, ending in /v2: the platform doesn't offer this operation.";

/** The file search, and the codes that all services share. */
export const VALIDATION: readonly CodeRow[] = [
  [13000, 503, "The search service is down.", RUN_LATER],
  [13001, 403, "No right to the file.", "Ask an administrator for the right, or use a token that has it."],
  [
    13002,
    404,
    "There is no such file.",
    "Check the spelling, and that the token belongs to the right platform.",
  ],
  [13003, 409, "The file already exists.", "Choose another name: this one is taken."],
  [
    13004,
    503,
    "The platform was in the middle of a change.",
    "Run again: the platform was in the middle of a change.",
  ],
  [90000, 400, "The request isn't valid.", CHECK_REQUEST],
  [
    90001,
    401,
    "The token is missing, wrong or expired.",
    "The token is missing, wrong or expired: make a new one on the platform's developer page (SB_AUTH_TOKEN).",
  ],
  [
    90002,
    403,
    "This isn't allowed.",
    "Ask an administrator for permission, or use another token: the token's user isn't allowed to do this.",
  ],
  [90003, 404, "Not found.", "Check the id, and that the endpoint is the right platform."],
  [
    90004,
    503,
    "The platform failed.",
    "Run again, and give the platform's support the request id if it fails again.",
  ],
  [90005, 503, "A service of the platform is down.", RUN_LATER],
  [90006, 405, "The address doesn't take this method.", NOT_OFFERED],
  [
    90007,
    409,
    "The request conflicts with the platform's current state.",
    "Run again if another change was under way; otherwise find out what conflicts with it.",
  ],
  [90008, 415, "The platform doesn't take this kind of content.", NOT_OFFERED],
  [90009, 500, "The request couldn't be decoded.", CHECK_REQUEST],
  [90010, 501, "The bulk operation isn't offered.", NOT_OFFERED],
  [
    90011,
    400,
    "The import failed.",
    "Check source.volume, source.location and the volume's credentials, then run again.",
  ],
];
