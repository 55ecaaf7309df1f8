import type { Client } from "../platform/client";
import { isPlatformError, type PlatformError } from "../platform/errors";
import { lookUpFiles, type PlatformFile } from "../platform/files";
import type { Allowance } from "../platform/objects";
import type { PlatformVolume } from "../platform/volumes";
import { fileFate } from "./fileFate";
import { lookUpVolumes } from "./lookups";
import { placeFates, type Ready } from "./occupied";
import type { Planned } from "./planned";
import type { Fate, Finding, Verdicts } from "./verdict";
import { cloudProblem, type VolumeFacts, volumeDoubt, volumeProblem } from "./volumeProblem";

export interface JudgeOptions {
  allowance: Allowance;
  /** Names of volumes that this deployment makes or changes: what the platform says of them now doesn't count. */
  comingVolumes: ReadonlySet<string>;
}

/** Looks up, on one account, all that is known of these exports, and tells what will become of each. */
export async function judge<P extends Planned>(
  client: Client,
  items: readonly P[],
  options: JudgeOptions,
): Promise<Verdicts<P>> {
  const open = items.filter(({ status }) => status === "new");
  const isComing = (volume: string) => options.comingVolumes.has(volume.slice(volume.indexOf("/") + 1));
  const [files, volumes] = await Promise.all([
    lookUpFiles(client, distinct(open.map(({ file }) => file))),
    lookUpVolumes(
      client,
      distinct(open.map(({ volume }) => volume)).filter((volume) => !isComing(volume)),
    ),
  ]);
  const judgement = new Judgement<P>(files, volumes);
  for (const item of items) judgement.add(item);
  await judgement.lookAtPlaces(client, options.allowance);
  return judgement.verdicts(client.account.endpoint);
}

const distinct = (values: (string | undefined)[]): string[] => [
  ...new Set(values.filter((value) => value !== undefined)),
];

const BY_STATUS = { done: "there", underWay: "underWay" } as const;

/** Collects, for one account, what its look-ups mean for each export. */
class Judgement<P extends Planned> {
  private readonly fates = new Map<P, Fate>();
  private readonly findings: Finding<P>[] = [];
  private unchecked = 0;

  constructor(
    private readonly files: ReadonlyMap<string, PlatformFile | PlatformError>,
    private readonly volumes: ReadonlyMap<string, VolumeFacts>,
  ) {}

  add(item: P): void {
    this.fates.set(item, item.status === "new" ? this.fateOf(item) : BY_STATUS[item.status]);
  }

  /** By file and volume; where both leave it possible, its place is yet to be looked at. */
  private fateOf(item: P): Fate {
    const file = item.file === undefined ? undefined : this.files.get(item.file);
    const byFile = fileFate(item, file);
    if (byFile.is === "there") return "there";
    const texts = this.volumeTexts(item, file);
    if (byFile.is === "problem") this.find(item, "file", byFile.text);
    for (const text of texts) this.find(item, "volume", text);
    if (byFile.is === "problem" || texts.length > 0) return "impossible";
    if (byFile.is === "unknown" || !isReady(item)) return "unknown";
    return item.copyOnly ? "copy" : "move";
  }

  private volumeTexts({ volume: id }: P, file: PlatformFile | PlatformError | undefined): string[] {
    const facts = id === undefined ? undefined : this.volumes.get(id);
    if (id === undefined || !facts) return [];
    const { volume } = facts;
    const isBoth = file && !isPlatformError(file) && !isPlatformError(volume);
    const cloud = isBoth ? cloudProblem(file, volume) : undefined;
    return [volumeProblem(id, facts), cloud].filter((text) => text !== undefined);
  }

  async lookAtPlaces(client: Client, allowance: Allowance): Promise<void> {
    const wanted = [...this.fates].flatMap(([item, fate]) =>
      (fate === "move" || fate === "copy") && item.overwrite === false && isReady(item) ? [item] : [],
    );
    const isKnown = ({ volume }: Ready) => this.volumes.has(volume);
    for (const [item, place] of await placeFates(client, wanted.filter(isKnown), allowance)) {
      if (place.is === "there" || place.is === "underWay") this.fates.set(item, place.is);
      if (place.is === "problem") this.fates.set(item, "impossible");
      if (place.is === "problem") this.find(item, "location", place.text);
      if (place.is === "doubt") this.find(item, "location", place.text, "warning");
      if (place.is === "unchecked") this.unchecked++;
    }
  }

  private find(item: P, part: Finding["part"], text: string, severity: Finding["severity"] = "error"): void {
    this.findings.push({ item, part, severity, text });
  }

  verdicts(endpoint: string): Verdicts<P> {
    const volumes = new Map<string, PlatformVolume>();
    for (const [id, { volume }] of this.volumes) if (!isPlatformError(volume)) volumes.set(id, volume);
    const doubts = [...volumes.values()].map((volume) => volumeDoubt(endpoint, volume));
    const { fates, findings, unchecked } = this;
    return {
      fates,
      findings,
      unchecked,
      volumes,
      doubts: doubts.filter((text) => text !== undefined),
      sizes: sizesOf(this.files),
    };
  }
}

const isReady = <P extends Planned>(item: P): item is P & Ready =>
  item.file !== undefined &&
  item.volume !== undefined &&
  item.location !== undefined &&
  item.copyOnly !== undefined;

const sizesOf = (files: ReadonlyMap<string, PlatformFile | PlatformError>): Map<string, number> =>
  new Map(
    [...files].flatMap(([id, file]) =>
      isPlatformError(file) || file.size === undefined ? [] : [[id, file.size]],
    ),
  );
