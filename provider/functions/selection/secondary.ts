import { dirname } from "node:path/posix";
import { joinPath, type Placed } from "../../platform/api/tree";

/** Extensions of index files beside their main file: "a.bam.bai" for "a.bam". */
const INDEX_ENDINGS = [".bai", ".tbi", ".crai", ".fai", ".csi", ".idx"];

/** Some tools replace the main file's own extension: "a.bai" for "a.bam". */
const REPLACED_ENDINGS: Readonly<Record<string, readonly string[]>> = {
  ".bam": [".bai", ".csi"],
  ".cram": [".crai"],
};

/** The names that this file's index may have by convention. */
export function indexNames(name: string): string[] {
  const appended = INDEX_ENDINGS.map((ending) => name + ending);
  const [own, endings] = Object.entries(REPLACED_ENDINGS).find(([ending]) => name.endsWith(ending)) ?? [
    "",
    [],
  ];
  return [...appended, ...endings.map((ending) => name.slice(0, name.length - own.length) + ending)];
}

export interface Secondary {
  found: Placed[];
  /** Ids of associated files that aren't among the listed ones, each with the file that names it. */
  elsewhere: Map<string, Placed>;
}

/** The secondary files of the main files: those the platform associates with them, and index files beside them. */
export function secondaryOf(mains: readonly Placed[], listed: readonly Placed[]): Secondary {
  const byId = new Map(listed.map((placed) => [placed.file.id, placed]));
  const atPath = new Map(listed.map((placed) => [placed.path, placed]));
  const secondary: Secondary = { found: [], elsewhere: new Map() };
  for (const main of mains) {
    for (const id of main.file.secondaryFiles) {
      const recorded = byId.get(id);
      if (recorded) secondary.found.push(recorded);
      else secondary.elsewhere.set(id, main);
    }
    const folder = dirname(main.path) === "." ? "" : dirname(main.path);
    for (const name of indexNames(main.file.name)) {
      const beside = atPath.get(joinPath(folder, name));
      if (beside && beside.file.type !== "folder") secondary.found.push(beside);
    }
  }
  return secondary;
}
