import type { Client } from "../../platform/http/client";
import { isPlatformError } from "../../platform/errors/errors";
import type { Allowance } from "../../platform/api/objects";
import type { PlatformVolume } from "../../platform/api/volumes";
import { ExportsJudgement } from "./exports";
import { ImportsJudgement } from "./imports";
import { distinct, lookUp, type LookedFile } from "../lookup/all";
import { isExport, isImport, type Planned } from "../plan/planned";
import type { Fate, Verdicts } from "./verdict";
import { type VolumeFacts, volumeDoubt } from "./volume";

export interface JudgeOptions {
  allowance: Allowance;
  /** Names of volumes that this deployment creates or changes: their current state on the platform is ignored. */
  comingVolumes: ReadonlySet<string>;
}

/** Looks up what one account's exports and imports need, and determines what will happen to each. */
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
