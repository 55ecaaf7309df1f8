import { Document, isAlias, isMap, isScalar, isSeq, parseDocument, visit } from "yaml";
import type { Node, Pair, YAMLError, YAMLMap } from "yaml";
import { tooDeep } from "./yamlDepth";
import type { Problem } from "./problem";
import { checkAliases, targetOf } from "./aliases";
import { type Source, type Span, spanOf } from "./source";

/** A YAML document, and its YAML errors. */
export interface Parsed {
  document: Document;
  problems: Problem[];
  /** False if it can't be read any further. */
  readable: boolean;
}

/** Parses YAML 1.2 with merge keys (`<<`), which 1.2 has dropped but users still write. */
export function parseYaml(source: Source): Parsed {
  const depth = tooDeep(source);
  if (depth) return { document: new Document(), problems: [depth], readable: false };
  const document = parseDocument(source.text, {
    merge: true,
    stringKeys: true,
    prettyErrors: false,
  });
  const duplicates = document.errors.filter((error) => error.code === "DUPLICATE_KEY");
  const [syntax] = document.errors.filter((error) => error.code !== "DUPLICATE_KEY");
  const loose = syntax
    ? []
    : [
        ...checkAliases(document, source),
        ...wrongMerges(document, source),
        ...impossibleKeys(document, source),
      ];
  return {
    document,
    // Errors after the first syntax error are usually caused by it.
    problems: [...[...duplicates, ...(syntax ? [syntax] : [])].map(yamlProblem(source)), ...loose],
    readable: !syntax && loose.length === 0,
  };
}

const yamlProblem =
  (source: Source) =>
  ({ code, message, pos }: YAMLError): Problem => {
    const span: Span = pos;
    if (code === "DUPLICATE_KEY") {
      const key = /^("[^"]*"|'[^']*'|[^\s:]+)/.exec(source.text.slice(pos[0]))?.[0] ?? "";
      return { source, span: [pos[0], pos[0] + key.length], message: `duplicate key ${key}` };
    }
    const isReference = isOpen(source.text, pos[0]);
    const before = source.text.slice(Math.max(0, pos[0] - 1), pos[0] + 1);
    const quote = isReference || before === "${";
    const hint = quote ? 'inside { } and [ ] a reference must be in quotes: "${config.key}"' : undefined;
    return { source, span, message: `this is not valid YAML: ${message}`, hint };
  };

/** Whether a reference begins before the offset on its line and doesn't end there. */
function isOpen(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return line.lastIndexOf("${") > line.lastIndexOf("}");
}

/** The parser notices these only when it creates values, and then without a position. */
function wrongMerges(document: Document, source: Source): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Pair(_key, { key, value }) {
      if (!isScalar(key) || key.value !== "<<") return;
      for (const each of mergeSources(document, value as Node | null)) {
        if (isMap(isAlias(each) ? targetOf(document, each) : each)) continue;
        problems.push({
          source,
          span: spanOf(each),
          message: 'only maps can be merged by "<<", or aliases of maps',
        });
      }
    },
  });
  return problems;
}

/**
 * In JavaScript, one name has a special meaning, an object's prototype, which checks and the SDK ignore. "constructor" and
 * the like are ordinary names.
 */
function impossibleKeys(document: Document, source: Source): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Pair(_key, { key }) {
      if (!isScalar(key) || key.value !== "__proto__") return;
      const message = 'nothing can be called "__proto__", which has a special meaning in JavaScript';
      problems.push({ source, span: spanOf(key), message, hint: "choose another name" });
    },
  });
  return problems;
}

/** The document's values. How much its aliases expand to has been checked, more exactly than the library's limit would. */
export const valuesOf = (document: Document): unknown => document.toJS({ maxAliasCount: -1 }) ?? {};

/** The result of following a path: the deepest existing node on it, and its key. */
export interface Found {
  key?: Node | undefined;
  value?: Node | undefined;
  /** Whether the whole path exists. */
  complete: boolean;
}

/** Finds a path's node, following aliases and merge keys to where the text actually is. */
export function find(document: Document, path: readonly PropertyKey[]): Found {
  let at: Found = { value: document.contents ?? undefined, complete: true };
  for (const step of path) {
    const next = member(document, at.value, step);
    if (!next) return { ...at, complete: false };
    at = { ...next, complete: true };
  }
  return at;
}

type Entry = Omit<Found, "complete">;

function member(document: Document, holder: Node | undefined, step: PropertyKey): Entry | undefined {
  const node = isAlias(holder) ? targetOf(document, holder) : holder;
  if (isSeq(node)) {
    const item = node.items[Number(step)] as Node | undefined;
    return item && { value: item };
  }
  if (!isMap<Node, Node>(node)) return undefined;
  const own = pairsOf(node).get(step);
  if (own) return { key: own.key, value: own.value ?? undefined };
  return node.items
    .filter((pair) => isScalar(pair.key) && pair.key.value === "<<")
    .flatMap((pair) => mergeSources(document, pair.value))
    .map((source) => member(document, source, step))
    .find((found) => found !== undefined);
}

const indexes = new WeakMap<YAMLMap, ReadonlyMap<unknown, Pair<Node, Node>>>();

/** A map's pairs by key, the last of each, since a search through thousands for each problem would take minutes. */
function pairsOf(map: YAMLMap<Node, Node>): ReadonlyMap<unknown, Pair<Node, Node>> {
  const known = indexes.get(map);
  if (known) return known;
  const index = new Map(map.items.map((pair) => [isScalar(pair.key) ? pair.key.value : pair.key, pair]));
  indexes.set(map, index);
  return index;
}

function mergeSources(document: Document, value: Node | null): Node[] {
  const node = isAlias(value) ? targetOf(document, value) : value;
  if (isSeq<Node>(node)) return node.items;
  return node ? [node] : [];
}
