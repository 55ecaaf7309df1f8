import { type Document, isScalar, type Node } from "yaml";
import type { Complaint } from "../../inputs/validate";
import { find } from "./yaml";
import type { Problem } from "./problem";
import { type Place, type Source, spanOf } from "./source";

export type Path = readonly PropertyKey[];

/** A manifest whose parts can be found again in its text. */
export class Located {
  constructor(
    readonly source: Source,
    readonly document: Document,
  ) {}

  /** The node at a path; undefined if the path doesn't exist. */
  value(path: Path): Node | undefined {
    const { value, complete } = find(this.document, path);
    return complete ? value : undefined;
  }

  /** The position of a path: its value's, or else its key's; if it is missing, that of its parent. */
  place(path: Path, what: "value" | "key" = "value"): Place {
    const { key, value, complete } = find(this.document, path);
    const node = what === "key" || !complete || isEmpty(value) ? (key ?? value) : value;
    return { source: this.source, span: node ? spanOf(node) : [0, 0] };
  }

  /** A complaint as a problem with its position. */
  problem({ path, why, isUnknownKey, expected }: Complaint): Problem {
    return {
      ...this.place(path, isUnknownKey ? "key" : "value"),
      message: `${path.map(String).join(".") || "the manifest"}: ${why}`,
      hint: yamlHint(this.value(path), expected),
    };
  }
}

/** Whether nothing is written there. */
const isEmpty = (node: Node | undefined): boolean => isScalar(node) && node.value === null && !node.source;

/** A hint if YAML has read something other than what was meant. */
function yamlHint(node: Node | undefined, expected: string | undefined): string | undefined {
  if (!isScalar(node) || node.type !== "PLAIN" || !node.source) return undefined;
  if (expected === "string") return `YAML doesn't read this as a string: write "${node.source}", in quotes`;
  const isFlag = /^(yes|no|on|off|y|n)$/i.test(node.source);
  return expected === "boolean" && isFlag ? "in YAML 1.2 only true and false are booleans" : undefined;
}
