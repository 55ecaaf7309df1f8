import type { Client } from "../platform/client";
import type { PlatformError } from "../platform/errors";
import { lookUpFiles, type PlatformFile } from "../platform/files";
import { lookUpVolumes } from "./volumes";
import { type Level, lookUpNames } from "./names";
import { isExport, isImport, type Planned } from "./planned";
import type { VolumeFacts } from "./volumeProblem";

export type LookedFile = PlatformFile | PlatformError;

/** What was looked up on one account. */
export interface LookedUp {
  files: ReadonlyMap<string, LookedFile>;
  volumes: ReadonlyMap<string, VolumeFacts>;
  /** By project or folder: what has the names that imports want. */
  levels: ReadonlyMap<string, Level>;
}

/** All that the items name, in bulk; without volumes that this deployment makes or changes. */
export async function lookUp(
  client: Client,
  open: readonly Planned[],
  isComing: (volume: string) => boolean,
): Promise<LookedUp> {
  const ids = distinct(open.map(({ volume }) => volume)).filter((volume) => !isComing(volume));
  const [files, volumes, levels] = await Promise.all([
    lookUpFiles(client, distinct(open.filter(isExport).map(({ file }) => file))),
    lookUpVolumes(client, ids),
    lookUpNames(client, open.filter(isImport)),
  ]);
  return { files, volumes, levels };
}

export const distinct = (values: (string | undefined)[]): string[] => [
  ...new Set(values.filter((value) => value !== undefined)),
];
