import { CHECK_REQUEST, type CodeRow, NAME_TAKEN, RUN_LATER } from "./table";

const DESTINATION_RIGHT = "Ask the administrator of the destination's project for write permission.";
const FOLDER =
  "Check the destination: destination.parent is the id of a folder, destination.project is owner/project.";
const NOT_OFFERED =
  "Check that the endpoint is the right platform's, ending in /v2: the platform doesn't offer this operation.";
const NAME = "Choose another destination.name: without slashes, and for a folder without spaces.";

/** The platform's import service, and the lists of files it takes. */
export const IMPORTS: readonly CodeRow[] = [
  [10101, 400, "The platform's list of files isn't CSV.", "Give a list that is valid CSV."],
  [10102, 400, "The list's header isn't of the expected form.", "Check the first line of the list."],
  [10105, 400, "The list has too many lines.", "Split the list."],
  [10110, 400, "The list couldn't be submitted.", "Check the list, and run again."],
  [
    10208,
    403,
    "The session's id is missing or not valid.",
    "Use an authentication token: the platform saw no valid session.",
  ],
  [10210, 403, "No right to the destination.", DESTINATION_RIGHT],
  [10211, 404, "There is no such import job.", "Check the job's id, and use the token that started the job."],
  [10212, 405, "There is no such address.", NOT_OFFERED],
  [10213, 404, "There is no such destination.", FOLDER],
  [10214, 405, "The address doesn't take this method.", NOT_OFFERED],
  [10215, 503, "A service that the import needs is down.", RUN_LATER],
  [10216, 409, "The job is hidden already.", "Nothing needs to be done: the job is hidden."],
  [10217, 422, "The request's JSON can't be used.", CHECK_REQUEST],
  [10218, 422, "The request's JSON ends too early.", CHECK_REQUEST],
  [
    10220,
    503,
    "The import service failed.",
    "Run again, and give the platform's support the request id if it fails again.",
  ],
  [10221, 403, "No right to the destination.", DESTINATION_RIGHT],
  [10222, 404, "There is no such destination folder.", FOLDER],
  [10223, 409, "The file already exists at the destination.", `${NAME_TAKEN}: a file of that name exists.`],
  [
    10224,
    409,
    "The folder already exists at the destination.",
    `${NAME_TAKEN}: a folder of that name exists.`,
  ],
  [
    10225,
    404,
    "There is no such source.",
    "Check source.location and the prefix of source.volume: nothing exists there.",
  ],
  [
    10226,
    403,
    "No right to the source.",
    "Ask the administrator of source.volume for copy permission, and check that its credentials can read source.location.",
  ],
  [10227, 400, "The destination isn't a folder.", "Give the id of a folder as destination.parent."],
  [10228, 400, "The source has no destination.", "Give destination.project or destination.parent."],
  [10229, 400, "A folder can't be copied into the folder that contains it.", "Choose another destination."],
  [10230, 400, "There is no source.", "Give source.volume and source.location."],
  [10231, 400, "A source is named twice.", "Name each source once."],
  [10232, 400, "The request isn't understood.", CHECK_REQUEST],
  [10233, 400, "Ids were given where paths are expected.", "Give whole paths instead of ids."],
  [10234, 400, "No paths were given.", "Give at least one path."],
  [10235, 400, "The file's name isn't valid.", NAME],
  [10236, 400, "The folder's name isn't valid.", NAME],
  [10246, 400, "The address to import from isn't valid.", "Check source.volume and source.location."],
  [10248, 400, "The metadata isn't valid.", "Check the metadata: keys and values are strings."],
  [10276, 400, "The DRS bundle isn't valid.", "Check the DRS bundle."],
  [10277, 400, "The DRS bundle has no name.", "Give the DRS bundle a name."],
  [10278, 400, "The DRS object isn't valid.", "Check the DRS object."],
  [
    10371,
    429,
    "The import service's own rate limit is reached.",
    "Wait: the import service accepts no more requests for now. This is its own limit, not the account's 1000 requests per 5 minutes.",
  ],
  [
    10372,
    409,
    "Two imports of the same file or bundle conflict.",
    "Wait until the other import has ended, then run again.",
  ],
];

/**
 * Advice about imports, for codes whose usual advice is about exports. The platform's table says of 9006 no more than
 * "Requested file cannot be exported.", and no page names it for imports.
 */
export const IN_IMPORTS: ReadonlyMap<number | undefined, string> = new Map([
  [
    9006,
    "The platform documents this code for exports only, so it isn't known what is wrong with the import. Check source.volume, " +
      "source.location and the destination, and ask the platform's support if it is refused again.",
  ],
]);
