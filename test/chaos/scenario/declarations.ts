// What a random program may declare. Names, files and places follow from the slot, so that equal declarations are equal
// programs, and what a change may not do (export a moved file again) can't be asked for.
import type { PropertyMap } from "../../support/wire";

export type Place = "archive" | "second" | "managed";

export interface ExportDecl {
  is: "export";
  copy: boolean;
  /** Another one is another file to another place; of a copy the same file to another place. */
  variant: number;
  volume: Place;
  verify: boolean;
  overwrite: boolean;
  glacier: boolean;
  renamed: boolean;
  /** customTimeouts; 0: the default. */
  minutes: number;
}

export interface BulkDecl extends Omit<ExportDecl, "is" | "glacier"> {
  is: "bulk";
  /** Which of the items, bit by bit. */
  mask: number;
  report: boolean;
}

export interface SelectionDecl {
  is: "selection";
  copy: boolean;
  /** Index into `INCLUDES`. */
  pick: number;
  verify: boolean;
  renamed: boolean;
}

export interface ImportDecl {
  is: "import";
  folder: boolean;
  variant: number;
  into: "project" | "parent";
  /** 0: the object's own name. */
  alias: number;
  overwrite: boolean;
  autorename: boolean;
  scattered: boolean;
  renamed: boolean;
}

export interface BulkImportDecl {
  is: "bulkImport";
  mask: number;
  folders: boolean;
  autorename: boolean;
  renamed: boolean;
}

export interface VolumeDecl {
  is: "volume";
  description: number;
  /** Of the volume that nothing is exported to. */
  prefix: number;
  readOnly: boolean;
  secret: number;
  members: number;
}

export type Decl = ExportDecl | BulkDecl | SelectionDecl | ImportDecl | BulkImportDecl | VolumeDecl;

export const SLOTS = {
  export: ["e0", "e1", "e2", "e3"],
  bulk: ["b0", "b1"],
  selection: ["s0"],
  import: ["i0", "i1", "i2"],
  bulkImport: ["j0"],
  volume: ["v0", "v1"],
} as const satisfies Record<Decl["is"], readonly string[]>;

export type Slots = Readonly<Record<string, Decl>>;

/** A declaration to put into a slot, or to take out of it. */
export interface Change {
  slot: string;
  decl: Decl | undefined;
}

export const changed = (slots: Slots, changes: readonly Change[]): Slots =>
  Object.fromEntries(
    Object.entries(
      changes.reduce<Record<string, Decl | undefined>>((all, { slot, decl }) => ({ ...all, [slot]: decl }), {
        ...slots,
      }),
    ).flatMap(([slot, decl]) => (decl ? [[slot, decl] as const] : [])),
  );

export const MANAGED = "v0";
export const ITEMS = 5;
export const SECRETS = ["secret-access-key-number-one", "secret-access-key-number-two"];
/** Copies and moves select from different folders: what was moved can't be copied. */
export const INCLUDES = {
  copies: [["a/**"], ["a/*"], ["a/**/*.bam"]],
  moves: [["b/**", "*.txt"], ["b/*"], ["*.txt"]],
} as const;
export const SELECTED = "lab/selected";
export const IMPORTED = "lab/run8";

export const bits = (mask: number, count = ITEMS): number[] =>
  Array.from({ length: count }, (_, i) => i).filter((i) => mask & (1 << i));

/** Volumes that the program makes exist only while it declares them. */
export function volumeOf(decl: Pick<ExportDecl, "copy" | "volume" | "variant">, slots: Slots): string {
  // What was moved stays where it is; and aliases on a volume would forbid its deletion.
  if (!decl.copy) return decl.variant === 0 ? "lab/archive" : "lab/second";
  const isManaged = decl.volume === "managed" && MANAGED in slots;
  if (isManaged) return `lab/${MANAGED}x`;
  return decl.volume === "managed" ? "lab/second" : `lab/${decl.volume}`;
}

/** File paths in lab/run7; `more` tells apart what else makes it another export. */
export const exportedFile = (
  slot: string,
  { copy, variant }: Pick<ExportDecl, "copy" | "variant">,
  item = "",
  more = "",
): string => (copy ? `${slot}${item}-c.bam` : `${slot}${item}-m${variant}${more}.bam`);

export const exportedTo = (
  slot: string,
  decl: Pick<ExportDecl, "copy" | "variant">,
  item = "",
  more = "",
): string => `out/${slot}${item}-${decl.copy ? "c" : "m"}${decl.variant}${more}.bam`;

export const importedFrom = (
  slot: string,
  { folder, variant }: Pick<ImportDecl, "folder" | "variant">,
): string => (folder ? `in/${slot}-d${variant}/` : `in/${slot}-o${variant}.bam`);

export const bulkImportedFrom = (slot: string, item: number, folders: boolean): string =>
  folders ? `in/${slot}-d${item}/` : `in/${slot}-o${item}.bam`;

/** The resource's name in the program. */
export const nameOf = (slot: string, decl: Decl): string =>
  "renamed" in decl && decl.renamed ? `${slot}_again` : slot;

export const MEMBERS = ["partner", "guest"];

export function volumeProps(slot: string, decl: VolumeDecl): PropertyMap {
  const { description, prefix, readOnly, secret, members } = decl;
  const isBusy = slot === MANAGED;
  return {
    name: `${slot}x`,
    accessMode: readOnly && !isBusy ? "RO" : "RW",
    ...(description > 0 && { description: `number ${description}` }),
    service: {
      type: "s3",
      bucket: `bucket-of-${slot}`,
      prefix: isBusy ? "runs/" : `runs${prefix}/`,
      credentials: { accessKeyId: "AKIACHAOS00000000001", secretAccessKey: SECRETS[secret] },
    },
    ...(members > 0 && {
      members: Object.fromEntries(bits(members, 2).map((i) => [MEMBERS[i], { copy: true, write: i === 1 }])),
    }),
  };
}
