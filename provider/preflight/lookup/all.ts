import type { Client } from "../../platform/http/client";
import { BULK_SIZE } from "../../platform/api/bulk";
import { isPlatformError, type PlatformError } from "../../platform/errors/errors";
import { bulkGetFiles, type PlatformFile } from "../../platform/api/files";
import { chunksOf } from "../../platform/collections";
import { lookUpVolumes } from "./volumes";
import { type Level, lookUpNames } from "./folderNames";
import { isExport, isImport, type Planned } from "../plan/planned";
import type { VolumeFacts } from "../judge/volume";

export type LookedFile = PlatformFile | PlatformError;

/** What was looked up on one account. */
export interface LookedUp {
  files: ReadonlyMap<string, LookedFile>;
  volumes: ReadonlyMap<string, VolumeFacts>;
  /** By project or folder: the files that have the names which imports need. */
  levels: ReadonlyMap<string, Level>;
}

/** Looks up everything that the items refer to, in bulk, except volumes that this deployment creates or changes. */
export async function lookUp(
  client: Client,
  open: readonly Planned[],
  isComing: (volume: string) => boolean,
): Promise<LookedUp> {
  const ids = distinct(open.map(({ volume }) => volume)).filter((volume) => !isComing(volume));
  const [files, volumes, levels] = await Promise.all([
    lookUpBriefly(client, distinct(open.filter(isExport).map(({ file }) => file))),
    lookUpVolumes(client, ids),
    lookUpNames(client, open.filter(isImport)),
  ]);
  return { files, volumes, levels };
}

async function lookUpBriefly(client: Client, ids: readonly string[]): Promise<Map<string, LookedFile>> {
  const found = new Map<string, LookedFile>();
  const lookUpSome = async (some: readonly string[]) => {
    for (const [id, file] of await bulkGetFiles(client, some)) found.set(id, brief(file));
  };
  await Promise.all(chunksOf(ids, BULK_SIZE).map(lookUpSome));
  return found;
}

const NO_METADATA = {};
const NONE: string[] = [];

/** Without the members that the preflight doesn't use: for 50 000 files they would take hundreds of megabytes. */
const brief = (looked: LookedFile): LookedFile =>
  isPlatformError(looked)
    ? looked
    : { ...looked, metadata: NO_METADATA, tags: NONE, secondaryFiles: NONE, href: undefined };

export const distinct = (values: (string | undefined)[]): string[] => [
  ...new Set(values.filter((value) => value !== undefined)),
];
