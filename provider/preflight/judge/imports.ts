import { isFolderLocation } from "../../model/import";
import type { Client } from "../../platform/http/client";
import { explain, isPlatformError } from "../../platform/errors/errors";
import { isAliasAt } from "../../platform/api/alias";
import type { PlatformFile } from "../../platform/api/files";
import { type Allowance, findObjects } from "../../platform/api/objects";
import { remedyFor } from "../../platform/errors/remedies";
import type { Part } from "../../resources/declarations";
import type { LookedUp } from "../lookup/all";
import { isProject } from "../lookup/folderNames";
import { keepsOthers, type PlannedExport, type PlannedImport } from "../plan/planned";
import type { Fate } from "./verdict";
import { Judgement } from "./judgement";
import { sourceProblem } from "./volume";

const NO_OBJECT = 9105;
const NAME_TAKEN = 9108;

type Placed = { volume: string; location: string };

/** Judges each import of one account by what was looked up. */
export class ImportsJudgement<Owner> extends Judgement<Owner, PlannedImport<Owner>> {
  constructor(
    private readonly lookedUp: Pick<LookedUp, "volumes" | "levels">,
    items: readonly PlannedImport<Owner>[],
  ) {
    super();
    for (const item of items) this.fates.set(item, this.fateOf(item));
  }

  private fateOf(item: PlannedImport<Owner>): Fate {
    if (this.isThere(item)) return "there";
    const problems = [...this.volumeProblems(item), ...this.placeProblems(item)];
    for (const [part, text] of problems) this.find(item, part, text);
    return problems.length > 0 ? "impossible" : "import";
  }

  private volumeProblems({ volume: id }: PlannedImport): [Part, string][] {
    const facts = id === undefined ? undefined : this.lookedUp.volumes.get(id);
    const text = facts && sourceProblem(id!, facts);
    return text === undefined ? [] : [["source.volume", text]];
  }

  private placeProblems(item: PlannedImport<Owner>): [Part, string][] {
    const { folder = "", name = "" } = item;
    const level = this.lookedUp.levels.get(folder);
    if (!level || !isPlatformError(level)) return this.nameProblems(item, level?.get(name));
    const { status, code, platformMessage } = level;
    const text = `nothing can be imported to ${folder}: ${explain({ status, code, message: platformMessage })}`;
    return [[isProject(folder) ? "destination.project" : "destination.parent", text]];
  }

  private nameProblems(item: PlannedImport<Owner>, taken: PlatformFile | undefined): [Part, string][] {
    const { folder, name, location = "" } = item;
    if (!taken || !keepsOthers(item)) return [];
    const text = `${folder} already has a ${taken.type} "${name}" (${taken.id}). ${remedyFor(NAME_TAKEN)}`;
    if (taken.storage?.type !== "VOLUME" && !isFolderLocation(location)) return [["destination.name", text]];
    // An alias or folder that this resource itself created, and now replaces, can't be distinguished from any other.
    const doubt = `${text} If an earlier version of this import created it, it is replaced.`;
    this.find(item, "destination.name", doubt, "warning");
    return [];
  }

  /** An alias of the same object under the same name is adopted, whatever the settings. */
  private isThere({ folder, name, volume, location }: PlannedImport): boolean {
    const level = folder === undefined ? undefined : this.lookedUp.levels.get(folder);
    if (!level || isPlatformError(level) || volume === undefined || location === undefined) return false;
    const file = level.get(name ?? "");
    return file !== undefined && isAliasAt(file, { volume, location });
  }

  /**
   * Checks whether the objects exist. If not, that is only a warning: the program itself may create them first, as the
   * `exports` of this account do.
   */
  async lookForObjects(
    client: Client,
    allowance: Allowance,
    exports: readonly PlannedExport[],
  ): Promise<void> {
    const coming = new Set(exports.map(({ volume, location }) => `${volume}/${location}`));
    const wanted = [...this.fates.keys()].filter((item): item is PlannedImport<Owner> & Placed => {
      const { volume, location } = item;
      if (volume === undefined || location === undefined || isFolderLocation(location)) return false;
      const isLookedUp = this.lookedUp.volumes.has(volume) && this.fates.get(item) === "import";
      return isLookedUp && !coming.has(`${volume}/${location}`);
    });
    for (const [item, presence] of await findObjects(client, wanted, allowance)) {
      if (presence !== "gone") continue;
      const text = `${item.volume}/${item.location} doesn't exist, so the import will fail unless it is created first. `;
      this.find(item, "source.location", text + remedyFor(NO_OBJECT), "warning");
    }
  }
}
