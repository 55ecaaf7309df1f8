import type { PropertyMap } from "../../support/wire";
import type { Declared, Program } from "../process/engine";
import {
  bits,
  type BulkDecl,
  type BulkImportDecl,
  bulkImportedFrom,
  type Decl,
  exportedFile,
  exportedTo,
  type ExportDecl,
  type ImportDecl,
  IMPORTED,
  importedFrom,
  MANAGED,
  nameOf,
  type SelectionDecl,
  type Slots,
  type VolumeDecl,
  volumeOf,
  volumeProps,
} from "./declarations";

/** Ids of what programs name, which the world knows. */
export interface Ids {
  file(path: string): string;
  /** A folder of the project that imports go to. */
  folder(): string;
}

/** What a selection has found, by slot. */
export type Selections = Readonly<Record<string, PropertyMap[]>>;

const exportSettings = ({ verify, overwrite, copy }: Pick<ExportDecl, "verify" | "overwrite" | "copy">) => ({
  copyOnly: copy,
  ...(overwrite && { overwrite }),
  ...(verify && { verify }),
});

const dependence = (volume: string, slots: Slots): Pick<Declared, "dependsOn"> =>
  volume === `lab/${MANAGED}x` && slots[MANAGED] ? { dependsOn: [MANAGED] } : {};

function single(slot: string, decl: ExportDecl, slots: Slots, ids: Ids): Declared {
  const volume = volumeOf(decl, slots);
  const more = decl.glacier ? "g" : "";
  return {
    type: "FileExport",
    props: {
      source: { file: ids.file(exportedFile(slot, decl, "", more)) },
      destination: { volume, location: exportedTo(slot, decl, "", more) },
      ...exportSettings(decl),
      ...(decl.glacier && { properties: { awsStorageClass: "GLACIER" } }),
    },
    timeout: decl.minutes * 60,
    ...dependence(volume, slots),
  };
}

function bulk(slot: string, decl: BulkDecl, slots: Slots, ids: Ids): Declared {
  const volume = volumeOf(decl, slots);
  const items = bits(decl.mask).map((i) => ({
    source: { file: ids.file(exportedFile(slot, decl, `-${i}`)) },
    destination: { location: exportedTo(slot, decl, `-${i}`) },
  }));
  return {
    type: "BulkFileExport",
    props: { items, volume, ...exportSettings(decl), ...(decl.report && { onFailure: "report" }) },
    timeout: decl.minutes * 60,
    ...dependence(volume, slots),
  };
}

/** As ProjectExport declares it: its items were looked up by the program. */
const selection = (decl: SelectionDecl, items: PropertyMap[] = []): Declared => ({
  type: "BulkFileExport",
  props: { items, volume: "lab/archive", ...exportSettings({ ...decl, overwrite: false }) },
});

function imported(slot: string, decl: ImportDecl, ids: Ids): Declared {
  const { folder, into, alias, overwrite, autorename, scattered } = decl;
  const isScattered = folder && scattered;
  // Another resource of that name can't be made before the old one is deleted.
  const name = alias > 0 && !isScattered ? { name: `${nameOf(slot, decl)}-named${alias}` } : {};
  return {
    type: "FileImport",
    props: {
      source: { volume: "lab/archive", location: importedFrom(slot, decl) },
      destination: { ...(into === "project" ? { project: IMPORTED } : { parent: ids.folder() }), ...name },
      ...(overwrite && { overwrite }),
      ...(autorename && { autorename }),
      ...(folder && { preserveFolderStructure: !scattered }),
    },
  };
}

const bulkImported = (slot: string, { mask, folders, autorename }: BulkImportDecl): Declared => ({
  type: "BulkFileImport",
  props: {
    items: bits(mask).map((i) => ({ source: { location: bulkImportedFrom(slot, i, folders) } })),
    volume: "lab/archive",
    project: IMPORTED,
    ...(autorename && { autorename }),
  },
});

const volume = (slot: string, decl: VolumeDecl): Declared => ({
  type: "Volume",
  props: volumeProps(slot, decl),
});

function declared(slot: string, decl: Decl, slots: Slots, ids: Ids, selections: Selections): Declared {
  switch (decl.is) {
    case "export":
      return single(slot, decl, slots, ids);
    case "bulk":
      return bulk(slot, decl, slots, ids);
    case "selection":
      return selection(decl, selections[slot]);
    case "import":
      return imported(slot, decl, ids);
    case "bulkImport":
      return bulkImported(slot, decl);
    case "volume":
      return volume(slot, decl);
  }
}

/** The resources that the slots come to. */
export const programOf = (slots: Slots, ids: Ids, selections: Selections = {}): Program =>
  Object.fromEntries(
    Object.entries(slots).map(([slot, decl]) => [
      nameOf(slot, decl),
      declared(slot, decl, slots, ids, selections),
    ]),
  );
