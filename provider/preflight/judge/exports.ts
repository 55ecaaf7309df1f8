import type { Client } from "../../platform/http/client";
import { type Archived, archivedAmong } from "../../platform/api/archived";
import { isPlatformError } from "../../platform/errors/errors";
import type { Allowance } from "../../platform/api/objects";
import type { PlatformFile } from "../../platform/api/files";
import { fileFate, probablyArchivedText } from "./file";
import type { LookedFile, LookedUp } from "../lookup/all";
import { placeFates, type Ready } from "../lookup/objectsInTheWay";
import { keepsOthers, type PlannedExport } from "../plan/planned";
import type { Fate } from "./verdict";
import { Judgement } from "./judgement";
import { cloudProblem, targetProblem } from "./volume";

/** Judges each export of one account by what was looked up. */
export class ExportsJudgement<Owner> extends Judgement<Owner, PlannedExport<Owner>> {
  /** Exports whose destinations weren't checked for existing objects. */
  unchecked = 0;
  private readonly archived: (file: PlatformFile) => Archived;

  constructor(
    private readonly lookedUp: Pick<LookedUp, "files" | "volumes">,
    items: readonly PlannedExport<Owner>[],
  ) {
    super();
    const files = [...lookedUp.files.values()].flatMap((file) => (isPlatformError(file) ? [] : [file]));
    this.archived = archivedAmong(files);
    for (const item of items) this.fates.set(item, this.fateOf(item));
    for (const [item, fate] of this.fates) if (fate === "move" || fate === "copy") this.warnIfArchived(item);
  }

  private warnIfArchived(item: PlannedExport<Owner>): void {
    const file = this.lookedUp.files.get(item.file ?? "");
    if (file && !isPlatformError(file) && this.archived(file) === "probably")
      this.find(item, "source.file", probablyArchivedText(file), "warning");
  }

  /** Judged by file and volume; if both allow the export, its destination is checked later. */
  private fateOf(item: PlannedExport<Owner>): Fate {
    const file = item.file === undefined ? undefined : this.lookedUp.files.get(item.file);
    const byFile = fileFate(item, file);
    if (byFile.is === "there") return "there";
    const texts = this.volumeTexts(item, file);
    if (byFile.is === "problem") this.find(item, "source.file", byFile.text);
    for (const text of texts) this.find(item, "destination.volume", text);
    if (byFile.is === "problem" || texts.length > 0) return "impossible";
    // If only the volume or location is unknown, all that stays open is whether an object is in the way.
    if (byFile.is === "unknown" || item.moves === undefined) return "unknown";
    return item.moves ? "move" : "copy";
  }

  private volumeTexts({ volume: id }: PlannedExport, file: LookedFile | undefined): string[] {
    const facts = id === undefined ? undefined : this.lookedUp.volumes.get(id);
    if (id === undefined || !facts) return [];
    const { volume } = facts;
    const isBoth = file && !isPlatformError(file) && !isPlatformError(volume);
    const cloud = isBoth ? cloudProblem(file, volume) : undefined;
    return [targetProblem(id, facts), cloud].filter((text) => text !== undefined);
  }

  async lookAtPlaces(client: Client, allowance: Allowance): Promise<void> {
    const wanted = [...this.fates].flatMap(([item, fate]) =>
      (fate === "move" || fate === "copy") && keepsOthers(item) && isReady(item) ? [item] : [],
    );
    const isKnown = ({ volume }: Ready) => this.lookedUp.volumes.has(volume);
    for (const [item, place] of await placeFates(client, wanted.filter(isKnown), allowance)) {
      if (place.is === "there" || place.is === "underWay") this.fates.set(item, place.is);
      if (place.is === "problem") this.fates.set(item, "impossible");
      if (place.is === "problem") this.find(item, "destination.location", place.text);
      if (place.is === "doubt") this.find(item, "destination.location", place.text, "warning");
      if (place.is === "unchecked") this.unchecked++;
    }
  }
}

const isReady = <P extends PlannedExport>(item: P): item is P & Ready =>
  item.file !== undefined &&
  item.volume !== undefined &&
  item.location !== undefined &&
  item.moves !== undefined;
