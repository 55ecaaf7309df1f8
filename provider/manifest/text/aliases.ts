import { type Alias, type Document, isAlias, isCollection, isPair, type Node } from "yaml";
import type { Problem } from "./problem";
import { type Source, spanOf } from "./source";
import { MOST_LEVELS } from "./yamlDepth";

/** What a manifest of 50 000 items comes to is less than half of this. */
const MOST_VALUES = 2_000_000;
/** The library looks through all earlier ones for each. */
const MOST_ALIASES = 20_000;

/** How much a node expands to once its aliases are replaced. */
interface Extent {
  values: number;
  levels: number;
}

/** An anchor; its extent is known once its node has ended. */
interface Anchor {
  node: Node;
  extent?: Extent;
}

const targets = new WeakMap<Document, Map<Alias, Node>>();

/** The node that an alias stands for. Unlike the library's own search, this doesn't walk through the document each time. */
export function targetOf(document: Document, alias: Alias): Node | undefined {
  if (!targets.has(document)) checkAliases(document, undefined);
  return targets.get(document)?.get(alias);
}

/**
 * Reports aliases without an anchor, inside of what they stand for, or of aliases of aliases that expand to more than fits
 * into memory. The library has a limit of its own for those, but it also refuses a hundred entries that merge one anchor.
 */
export function checkAliases(document: Document, source: Source | undefined): Problem[] {
  const walk = new Walk();
  walk.measure(document.contents);
  targets.set(document, walk.found);
  return source ? walk.problems.map(([alias, message]) => ({ source, span: spanOf(alias), message })) : [];
}

class Walk {
  readonly found = new Map<Alias, Node>();
  readonly problems: [Alias, string][] = [];
  private readonly anchors = new Map<string, Anchor>();
  /** The values of all aliases so far; an anchor's own include those of the aliases in it. */
  private expanded = 0;

  /** Not recursive beyond the nesting of the text, which has been checked. */
  measure(node: unknown): Extent {
    if (isAlias(node)) return this.ofAlias(node);
    if (isPair(node)) return sum([this.measure(node.key), this.measure(node.value)]);
    const name = (node as { anchor?: string } | null)?.anchor;
    const anchor: Anchor = { node: node as Node };
    if (name !== undefined) this.anchors.set(name, anchor);
    const inner = isCollection(node) ? sum(node.items.map((item) => this.measure(item))) : undefined;
    anchor.extent = inner ? { values: inner.values + 1, levels: inner.levels + 1 } : ONE;
    return anchor.extent;
  }

  private ofAlias(alias: Alias): Extent {
    const anchor = this.anchors.get(alias.source);
    if (anchor) this.found.set(alias, anchor.node);
    const problem = this.problemOf(alias, anchor);
    if (problem !== undefined) this.problems.push([alias, problem]);
    return problem === undefined && anchor?.extent ? anchor.extent : ONE;
  }

  private problemOf(alias: Alias, anchor: Anchor | undefined): string | undefined {
    if (anchor === undefined) return `there is no anchor "&${alias.source}" above this`;
    if (anchor.extent === undefined) return `"*${alias.source}" is inside of what it stands for`;
    const { values, levels } = anchor.extent;
    if (this.found.size > MOST_ALIASES) return `there are more than ${MOST_ALIASES} aliases`;
    this.expanded += values;
    if (levels > MOST_LEVELS) return `aliases nest this more than ${MOST_LEVELS} levels deep`;
    return this.expanded > MOST_VALUES ? `aliases expand this to more than ${MOST_VALUES} values` : undefined;
  }
}

const ONE: Extent = { values: 1, levels: 0 };

const sum = (parts: readonly Extent[]): Extent =>
  parts.reduce(
    (all, part) => ({
      values: all.values + part.values,
      levels: Math.max(all.levels, part.levels),
    }),
    { values: 0, levels: 0 },
  );
