import type { Client } from "../platform/client";
import { isPlatformError, type PlatformError } from "../platform/errors";
import { lookUpFiles, type PlatformFile } from "../platform/files";
import type { Allowance } from "../platform/objects";
import type { PlatformVolume } from "../platform/volumes";
import { ExportsJudgement } from "./judgeExports";
import { ImportsJudgement } from "./judgeImports";
import { lookUpVolumes } from "./lookups";
import { type Level, lookUpNames } from "./names";
import { isExport, isImport, type Planned } from "./planned";
import type { Fate, Verdicts } from "./verdict";
import { type VolumeFacts, volumeDoubt } from "./volumeProblem";

export interface JudgeOptions {
  allowance: Allowance;
  /** Names of volumes that this deployment makes or changes: what the platform says of them now doesn't count. */
  comingVolumes: ReadonlySet<string>;
}

export type LookedFile = PlatformFile | PlatformError;

/** What was looked up on one account. */
export interface LookedUp {
  files: ReadonlyMap<string, LookedFile>;
  volumes: ReadonlyMap<string, VolumeFacts>;
  /** By project or folder: what has the names that imports want. */
  levels: ReadonlyMap<string, Level>;
}

/** Looks up, on one account, all that is known of these exports and imports, and tells what will become of each. */
export async function judge<Owner>(
  client: Client,
  items: readonly Planned<Owner>[],
  { allowance, comingVolumes }: JudgeOptions,
): Promise<Verdicts<Owner>> {
  const { endpoint } = client.account;
  const open = items.filter(({ status }) => status === "new");
  const isComing = (volume: string) => comingVolumes.has(volume.slice(volume.indexOf("/") + 1));
  const lookedUp = await lookUp(client, open, isComing);
  const exports = new ExportsJudgement(lookedUp, open.filter(isExport));
  const imports = new ImportsJudgement(lookedUp, open.filter(isImport));
  await exports.lookAtPlaces(client, allowance);
  await imports.lookForObjects(client, allowance, items.filter(isExport));
  const volumes = readable(lookedUp.volumes);
  const targets = distinct(open.filter(isExport).map(({ volume }) => volume)).map((id) => volumes.get(id));
  return {
    fates: new Map([...items.flatMap(settled), ...exports.fates, ...imports.fates]),
    findings: [...exports.findings, ...imports.findings],
    unchecked: exports.unchecked,
    volumes,
    doubts: targets.flatMap((volume) => (volume && volumeDoubt(endpoint, volume)) ?? []),
    sizes: sizesOf(lookedUp.files),
  };
}

async function lookUp(
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

const distinct = (values: (string | undefined)[]): string[] => [
  ...new Set(values.filter((value) => value !== undefined)),
];

const BY_STATUS = { done: "there", underWay: "underWay" } as const;

const settled = <Owner>(item: Planned<Owner>): [Planned<Owner>, Fate][] =>
  item.status === "new" ? [] : [[item, BY_STATUS[item.status]]];

const readable = (volumes: ReadonlyMap<string, VolumeFacts>): Map<string, PlatformVolume> =>
  new Map([...volumes].flatMap(([id, { volume }]) => (isPlatformError(volume) ? [] : [[id, volume]])));

const sizesOf = (files: ReadonlyMap<string, LookedFile>): Map<string, number> =>
  new Map(
    [...files].flatMap(([id, file]) =>
      isPlatformError(file) || file.size === undefined ? [] : [[id, file.size]],
    ),
  );
