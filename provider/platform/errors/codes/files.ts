import { type CodeRow, NAME_TAKEN, OWNER_PROJECT, RUN_LATER } from "./table";

const FILE_RIGHT = "Ask the project's administrator: the token's user lacks the right to this file.";
const FILES_INSTEAD = "Name the folder's files instead: folders don't support this.";
const FIXED = "Ask the project's administrator for write permission; a public file can't be changed.";
const FILE_ID = "Give a file id: 24 hexadecimal characters, as in the file's web address.";
const ONE_PLACE = "Give exactly one of project and parent.";
const METADATA = "Check the metadata: keys and values are strings, and this file must allow them.";

/** Files and folders of projects. */
export const FILES: readonly CodeRow[] = [
  [5000, 503, "The service for files is down.", RUN_LATER],
  [5001, 403, "No right to the file.", FILE_RIGHT],
  [
    5002,
    404,
    "There is no such file.",
    "Check the id of the file, that it wasn't deleted, and that the token's user can see its project.",
  ],
  [5003, 409, "The file already exists.", `${NAME_TAKEN}: a file of that name exists.`],
  [5004, 400, "The file's id is empty.", FILE_ID],
  [5005, 400, "The requested project isn't of the form owner/project.", OWNER_PROJECT],
  [5006, 400, "The metadata isn't valid.", METADATA],
  [
    5007,
    400,
    "The file couldn't be copied.",
    "Run again, and contact the platform's support if the copy fails again.",
  ],
  [5008, 403, "The file can't be renamed.", FIXED],
  [5009, 403, "The file's metadata can't be changed.", FIXED],
  [5010, 503, "The service for metadata is down.", RUN_LATER],
  [5011, 403, "The file's tags can't be changed.", FIXED],
  [5012, 400, "The type isn't known; the only one is folder.", "Give the type folder, or none."],
  [5014, 403, "No right to copy the file.", FILE_RIGHT],
  [
    5015,
    400,
    "Files can't be moved between projects.",
    "Name a folder of the same project, or copy the file to the other one.",
  ],
  [5017, 400, "Folders can't be downloaded.", FILES_INSTEAD],
  [5018, 400, "Folders can't be copied.", FILES_INSTEAD],
  [5019, 400, "Folders can't be archived.", FILES_INSTEAD],
  [5020, 400, "Folders can't be restored.", FILES_INSTEAD],
  [5021, 400, "The folder isn't empty.", "Remove the folder's files first."],
  [5022, 400, "The parent isn't a folder.", "Give the id of a folder as destination.parent."],
  [5023, 400, "A folder's details can't be changed.", FILES_INSTEAD],
  [
    5024,
    400,
    "The name isn't valid.",
    "Choose another name, without slashes or characters that the platform doesn't allow.",
  ],
  [5025, 400, "A folder has no metadata to change.", FILES_INSTEAD],
  [
    5026,
    404,
    "There is no such destination folder.",
    "Check the id of the destination folder (destination.parent).",
  ],
  [5027, 400, "A folder has no tags to change.", FILES_INSTEAD],
  [5029, 400, "Neither project nor parent was given, or the one given needs the other.", ONE_PLACE],
  [5030, 409, "The folder already exists.", `${NAME_TAKEN}: a folder of that name exists.`],
  [5031, 400, "Both project and parent were given.", ONE_PLACE],
  [5032, 403, "No right to move the file.", FILE_RIGHT],
  [
    5033,
    400,
    "The request isn't valid.",
    "Give exactly one of project and parent, with a valid name and type.",
  ],
  [
    5034,
    409,
    "The file is on an inactive volume, so it can't be downloaded.",
    "Activate the volume that holds the file, then run again.",
  ],
  [5035, 400, "A key of the metadata is empty.", "Give each key of the metadata a name."],
];
