/**
 * What to do about an error of the platform, by its `code`.
 * The codes and their meaning: the platform's page "API status codes"; messages of the platform
 * often end in "check the documentation", so each code gets advice of our own.
 */
export const REMEDIES: ReadonlyArray<readonly [codes: readonly number[], remedy: string]> = [
  [[0], "The platform is under maintenance; wait until it is over and run again."],
  [
    [1000],
    "The account's 1000 requests per 5 minutes are used up; wait, or stop other tools that use the same token.",
  ],
  [
    [2000, 3000, 4000, 5000, 5010, 9000, 9100, 13000, 90005],
    "A service of the platform is down; run again later.",
  ],
  [[2001, 3001, 4001, 13001], "Ask an administrator for the right, or use a token that has it."],
  [[2002, 3002, 4002, 13002], "Check the spelling, and that the token belongs to the right platform."],
  [[2003, 3003, 4003, 13003], "Something of that name exists; choose another name."],
  [[2105], "Name the division as well, e.g. division/username."],
  [[3006, 3012], "Write the project as owner/project, as in its web address."],
  [[3013], "Give all permissions, each as true or false."],
  [[5001, 5014, 5032], "The token's user lacks the right to this file; ask the project's administrator."],
  [
    [5002],
    "The file isn't there: check the id, that it wasn't deleted, and that the token can see its project.",
  ],
  [[5026], "The destination folder isn't there; check its id."],
  [[5003, 5030], "A file or folder of that name is there; choose another name, or allow overwrite."],
  [[5004], "Give a file id (24 hexadecimal characters, in the file's web address)."],
  [[5005], "Write the project as owner/project."],
  [[5006, 5009], "Check the metadata: keys and values are texts, and this file must allow them."],
  [[5007], "The copy failed on the platform; run again, and tell the platform's support if it stays."],
  [[5008, 5011], "Names and tags of this file can't be changed (public file, or no write permission)."],
  [
    [5012, 5022, 5024, 5029, 5031, 5033, 5035],
    "Give exactly one of project and parent, with a valid name and type.",
  ],
  [
    [5015, 5017, 5018, 5019, 5020, 5023, 5025, 5027],
    "That isn't possible with a folder; name its files instead.",
  ],
  [[5021], "The folder isn't empty; remove its files first."],
  [[5034], "The volume is inactive; activate it (PATCH active: true) first."],
  [[9001], "The volume's credentials can't read the bucket; check bucket name, policy and keys."],
  [[9002], "The credentials can't write to the bucket, or the bucket is mounted already; check both."],
  [[9003, 9102], "The token's user has no right to the project; ask its administrator."],
  [[9004], "The token's user has no right to the file; ask the project's administrator."],
  [[9005], "The job belongs to somebody else; use the token that started it."],
  [
    [9020],
    "The token's user needs write permission on the volume (copy for imports); ask the volume's administrator.",
  ],
  [
    [9006],
    "Only a file that is stored on the platform can be exported: not an alias (already exported or imported), " +
      "not a public or archived file, not a folder, and not one whose export still runs.",
  ],
  [
    [9007, 9104],
    "No such volume for this token: write it as owner/name, and check that the user is a member.",
  ],
  [[9008], "No such job for this token; jobs are visible to the user who started them alone."],
  [[9009, 9106], "No such file for this token: check the id, and that the user is a member of its project."],
  [[9012], "No such project or member; check the spelling."],
  [[9010], "A volume of that name exists; choose another name."],
  [
    [9011, 90000, 90009],
    "The platform didn't understand the request; check each property, and report it if all are right.",
  ],
  [[9013, 9014, 9030], "A volume's name has 3 to 32 letters, digits or underscores."],
  [[9015], "Give accessMode: RW or RO."],
  [[9016, 9017, 9019], "Check the volume's service: type, bucket and credentials."],
  [[9018], "Give destination.location: the key below the volume's prefix."],
  [[9021], "Times are ISO 8601 in UTC, e.g. 2026-01-12T09:30:02Z."],
  [[9022], "awsCannedAcl is one of S3's canned ACLs (private, bucket-owner-full-control, …) or null."],
  [[9023, 9032], "sseAlgorithm is AES256, aws:kms or null."],
  [[9024], "awsStorageClass is STANDARD or GLACIER."],
  [[9025], "Check the private key: the whole PEM text, with its line breaks."],
  [[9026, 9101], "The volume isn't RW; set its accessMode to RW (its credentials must be able to write)."],
  [
    [9027, 9028],
    "Files can't be exported to another cloud than their project's; use a volume on the same cloud and region.",
  ],
  [
    [9057, 9058],
    "This platform mounts such buckets read-only (RO); exports need a volume that can be RW here.",
  ],
  [[9103], "The bucket refused: check the credentials, the bucket's policy, encryption and canned ACL."],
  [
    [9105, 9109],
    "There's no such object on the volume, or its credentials can't see it; check location and prefix.",
  ],
  [
    [9107],
    "An object is at that location already; choose another location, or set overwrite: true " +
      "(the platform deletes the old object first, which can't be undone).",
  ],
  [[9108], "A file of that name is in the project; set overwrite or autorename, or another name."],
  [[13004], "The platform was in the middle of a change; run again."],
  [
    [90001],
    "The token is missing, wrong or expired: make a new one on the platform's developer page (SB_AUTH_TOKEN).",
  ],
  [[90002], "The token's user has no right to do that."],
  [[90003], "Not there: check the id and that the endpoint is the right platform."],
  [[90004], "The platform failed; run again, and give its support the request id if it stays."],
  [
    [90006, 90008, 90010],
    "The platform doesn't offer that; check that the endpoint is the right platform's, ending in /v2.",
  ],
  [
    [90007],
    "Something else on the platform stands against it; if that was another change under way, run again.",
  ],
];

const BY_CODE = new Map(REMEDIES.flatMap(([codes, remedy]) => codes.map((code) => [code, remedy] as const)));

/** The generic code of a status, for refusals that give no code. */
const BY_STATUS: Readonly<Record<number, number>> = {
  400: 90000,
  401: 90001,
  403: 90002,
  404: 90003,
  405: 90006,
  409: 90007,
  415: 90008,
  429: 1000,
  500: 90004,
  501: 90010,
  502: 90005,
  503: 90005,
  504: 90005,
};

/** Advice for an error: by code first, by HTTP status second, never by the message's text. */
export function remedyFor(code: number | undefined, status?: number): string | undefined {
  const byCode = code === undefined ? undefined : BY_CODE.get(code);
  return byCode ?? BY_CODE.get(BY_STATUS[status ?? -1] ?? -1);
}

export const knownCodes = (): number[] => [...BY_CODE.keys()].sort((a, b) => a - b);
