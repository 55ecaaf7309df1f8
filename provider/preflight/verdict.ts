import type { Part } from "../resources/declarations";
import type { PlatformVolume } from "../platform/volumes";
import type { Planned } from "./planned";

/** What will become of an export, as far as a preview can tell. */
export type Fate =
  /** Its file moves, one way. */
  | "move"
  | "copy"
  /** Its effect is in place. */
  | "there"
  /** Its job runs, and is waited for. */
  | "underWay"
  | "impossible"
  /** Something about it isn't known yet, or couldn't be looked up. */
  | "unknown";

/** Something to say about an export. */
export interface Finding<P extends Planned = Planned> {
  item: P;
  part: Part;
  severity: "error" | "warning";
  text: string;
}

/** What was found out about some exports. */
export interface Verdicts<P extends Planned = Planned> {
  fates: ReadonlyMap<P, Fate>;
  findings: Finding<P>[];
  /** Those that could be looked up. */
  volumes: ReadonlyMap<string, PlatformVolume>;
  /** Bytes, by file. */
  sizes: ReadonlyMap<string, number>;
  /** Said once, of volumes. */
  doubts: string[];
  /** Exports whose places weren't looked at for objects. */
  unchecked: number;
}
