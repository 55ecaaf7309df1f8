import type { Part } from "../../resources/declarations";
import type { PlatformVolume } from "../../platform/api/volumes";
import type { Planned } from "../plan/planned";

/** What will become of an export or import, as far as a preview can tell. */
export type Fate =
  /** Its file moves, one way. */
  | "move"
  | "copy"
  /** Its object becomes visible in a project. */
  | "import"
  /** Its effect is in place. */
  | "there"
  /** Its job runs, and is waited for. */
  | "underWay"
  | "impossible"
  /** Something about it isn't known yet, or couldn't be looked up. */
  | "unknown";

/** Something to say about an export or import. */
export interface Finding<Owner = unknown> {
  item: Planned<Owner>;
  part: Part;
  severity: "error" | "warning";
  text: string;
}

/** What was found out about some exports and imports. */
export interface Verdicts<Owner = unknown> {
  fates: Map<Planned<Owner>, Fate>;
  findings: Finding<Owner>[];
  /** Those that could be looked up. */
  volumes: ReadonlyMap<string, PlatformVolume>;
  /** Bytes, by file. */
  sizes: ReadonlyMap<string, number>;
  /** Said once, of volumes. */
  doubts: string[];
  /** Exports whose places weren't looked at for objects. */
  unchecked: number;
}
