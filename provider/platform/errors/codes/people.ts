import { type CodeRow, OWNER_PROJECT, RUN_LATER } from "./table";

const ASK = "Ask an administrator for the right, or use a token that has it.";
const SPELLING = "Check the spelling, and that the token belongs to the right platform.";
const OTHER_NAME = "Choose another name: this one is taken.";
const USERNAME = "Give the username, on enterprise accounts as division/username.";

/** Users, projects and their members, billing groups. */
export const PEOPLE: readonly CodeRow[] = [
  [2000, 503, "The service for users is down.", RUN_LATER],
  [2001, 403, "No right to see this user.", ASK],
  [2002, 404, "There is no such user.", SPELLING, "members"],
  [2003, 409, "The user already exists.", OTHER_NAME],
  [
    2105,
    400,
    "Users or teams were requested without a division.",
    "Include the division, as division/username.",
  ],
  [3000, 503, "The service for projects is down.", RUN_LATER],
  [3001, 403, "No right to the project or member.", ASK],
  [3002, 404, "There is no such project or member.", SPELLING],
  [3003, 409, "The project or member already exists.", OTHER_NAME],
  [3004, 400, "The owner's username is empty.", USERNAME],
  [3005, 400, "The member's username is empty.", USERNAME, "members"],
  [3006, 400, "The project's id is empty.", OWNER_PROJECT],
  [3007, 400, "The project's name is empty.", "Give the project a name."],
  [3011, 400, "The permissions are empty.", "Set at least one permission to true."],
  [3012, 400, "The project's id isn't of the form owner/project.", OWNER_PROJECT],
  [3013, 400, "Some permissions are missing.", "Set every permission to true or false.", "members"],
  [4000, 503, "The service for billing is down.", RUN_LATER],
  [4001, 403, "No right to the billing group or invoice.", ASK],
  [4002, 404, "There is no such billing group or invoice.", SPELLING],
  [4003, 409, "The billing group or invoice already exists.", OTHER_NAME],
  [4006, 403, "The user isn't a member of the billing group.", ASK],
];
