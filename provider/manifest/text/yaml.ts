import { type Document, type Node, isAlias, isMap, isScalar, isSeq, parseDocument, visit } from "yaml";
import type { YAMLError } from "yaml";
import type { Problem } from "./problem";
import type { Source, Span } from "./source";

/** A YAML document, and what is wrong with it as YAML. */
export interface Parsed {
  document: Document;
  problems: Problem[];
  /** False if it can't be read any further. */
  readable: boolean;
}

/** Reads YAML 1.2 with merge keys (`<<`), which 1.2 has dropped and people use. */
export function parseYaml(source: Source): Parsed {
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
        ...unresolvedAliases(document, source),
        ...wrongMerges(document, source),
        ...impossibleKeys(document, source),
      ];
  return {
    document,
    // What the parser says after the first syntax error mostly follows from it.
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
    const isReference = /\$\{[^}\n]*$/.test(source.text.slice(0, pos[0]).split("\n").at(-1) ?? "");
    const before = source.text.slice(Math.max(0, pos[0] - 1), pos[0] + 1);
    const quote = isReference || before === "${";
    const hint = quote ? 'inside { } and [ ] a reference must stand in quotes: "${config.key}"' : undefined;
    return { source, span, message: `this is not valid YAML: ${message}`, hint };
  };

function unresolvedAliases(document: Document, source: Source): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document)) return;
      const message = `there is no anchor "&${alias.source}" above this`;
      problems.push({ source, span: spanOf(alias), message });
    },
  });
  return problems;
}

/** The parser notices these only when values are made, and then without a place. */
function wrongMerges(document: Document, source: Source): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Pair(_key, { key, value }) {
      if (!isScalar(key) || key.value !== "<<") return;
      for (const each of mergeSources(document, value as Node | null)) {
        if (isMap(isAlias(each) ? each.resolve(document) : each)) continue;
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
 * JavaScript has one name that means something else than it says, an object's prototype, which checks and the SDK pass
 * over. "constructor" and the like are names as any other.
 */
function impossibleKeys(document: Document, source: Source): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Pair(_key, { key }) {
      if (!isScalar(key) || key.value !== "__proto__") return;
      const message = 'nothing can be called "__proto__", which JavaScript gives a meaning of its own';
      problems.push({ source, span: spanOf(key), message, hint: "choose another name" });
    },
  });
  return problems;
}

/** The document's values. Aliases of aliases can stand for more than fits into memory; that is a problem as well. */
export function valuesOf(document: Document, source: Source): { values: unknown; problems: Problem[] } {
  try {
    return { values: document.toJS() ?? {}, problems: [] };
  } catch (error) {
    return {
      values: {},
      problems: [{ source, span: [0, 0], message: `too many aliases: ${String(error)}` }],
    };
  }
}

export const spanOf = (node: Node): Span => [node.range?.[0] ?? 0, node.range?.[1] ?? 0];

/** What stands at a path: the deepest node that exists on the way there, and its key. */
export interface Found {
  key?: Node | undefined;
  value?: Node | undefined;
  /** Whether the whole path exists. */
  complete: boolean;
}

/** Finds a path's node; through aliases and merge keys, to where the text really stands. */
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
  const node = isAlias(holder) ? holder.resolve(document) : holder;
  if (isSeq(node)) {
    const item = node.items[Number(step)] as Node | undefined;
    return item && { value: item };
  }
  if (!isMap<Node, Node>(node)) return undefined;
  const own = node.items.findLast((pair) => isScalar(pair.key) && pair.key.value === step);
  if (own) return { key: own.key, value: own.value ?? undefined };
  return node.items
    .filter((pair) => isScalar(pair.key) && pair.key.value === "<<")
    .flatMap((pair) => mergeSources(document, pair.value))
    .map((source) => member(document, source, step))
    .find((found) => found !== undefined);
}

function mergeSources(document: Document, value: Node | null): Node[] {
  const node = isAlias(value) ? value.resolve(document) : value;
  if (isSeq<Node>(node)) return node.items;
  return node ? [node] : [];
}
