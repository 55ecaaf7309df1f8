import type { Part } from "../../resources/declarations";
import type { PlatformVolume } from "../../platform/api/volumes";
import type { Planned } from "../plan/planned";

/** What will happen to an export or import, as far as a preview can tell. */
export type Fate =
  /** Its file is moved, one way. */
  | "move"
  | "copy"
  /** Its object becomes visible in a project. */
  | "import"
  /** Its effect is in place. */
  | "there"
  /** Its job is running, and `up` waits for it. */
  | "underWay"
  | "impossible"
  /** Part of it isn't known yet, or couldn't be looked up. */
  | "unknown";

/** A message about an export or import. */
export interface Finding<Owner = unknown> {
  item: Planned<Owner>;
  part: Part;
  severity: "error" | "warning";
  text: string;
}

/** The results for some exports and imports. */
export interface Verdicts<Owner = unknown> {
  fates: Map<Planned<Owner>, Fate>;
  findings: Finding<Owner>[];
  /** Those that could be looked up. */
  volumes: ReadonlyMap<string, PlatformVolume>;
  /** Bytes by file. */
  sizes: ReadonlyMap<string, number>;
  /** Warnings about volumes, each shown once. */
  doubts: string[];
  /** Exports whose destinations weren't checked for existing objects. */
  unchecked: number;
}
