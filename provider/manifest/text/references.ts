import { type Document, type Node, type Scalar, visit } from "yaml";
import { didYouMean } from "../../inputs/didYouMean";

import type { Problem } from "./problem";
import { type Source, type Span, spanOf } from "./source";

/** The stack's configuration, by the names that a manifest uses: "key" for the project's own, otherwise "namespace:key". */
export interface StackValues {
  get(key: string): { value: string; secret: boolean } | undefined;
  names(): string[];
}

/** A reference in one of the manifest's strings. */
export interface Reference {
  key: string;
  secret: boolean;
}

export interface Resolved {
  problems: Problem[];
  /** The values of the referenced secrets. */
  secrets: ReadonlySet<string>;
  /** The strings that contained references. */
  references: ReadonlyMap<Scalar, readonly Reference[]>;
  /** Strings with a reference that doesn't exist; their value can't be checked. */
  broken: ReadonlySet<Node>;
}

/** "$$", "${…}", or a dollar sign that is neither. */
const DOLLAR = /\$(?:\$|\{([^{}]*)\}|)/g;

/** Replaces each `${config.key}` with its configuration value, and "$$" with "$". Keys are unchanged. */
export function resolveReferences(source: Source, document: Document, config: StackValues): Resolved {
  const problems: Problem[] = [];
  const references = new Map<Scalar, Reference[]>();
  const secrets = new Set<string>();
  const broken = new Set<Node>();
  visit(document, {
    Scalar(position, scalar) {
      if (position === "key" || typeof scalar.value !== "string" || !scalar.value.includes("$")) return;
      const { text, used, wrong } = resolveText(scalar.value, config);
      problems.push(...wrong.map((each) => problemIn(source, scalar, each)));
      if (wrong.length > 0) broken.add(scalar);
      if (used.length > 0) references.set(scalar, used);
      for (const { value, secret } of used) if (secret && value) secrets.add(value);
      scalar.value = isWholeFlag(scalar, used) ? text === "true" : text;
    },
  });
  return { problems, secrets, references, broken };
}

interface Used extends Reference {
  value: string;
}

/** A problem with a reference, and the reference as written. */
interface Wrong {
  written: string;
  message: string;
  hint?: string | undefined;
}

function resolveText(text: string, config: StackValues): { text: string; used: Used[]; wrong: Wrong[] } {
  const used: Used[] = [];
  const wrong: Wrong[] = [];
  const resolved = text.replace(DOLLAR, (written: string, inner: string | undefined) => {
    if (written === "$$") return "$";
    const found = lookUp(written, inner, config);
    if ("message" in found) wrong.push(found);
    else used.push(found);
    return "value" in found ? found.value : written;
  });
  return { text: resolved, used, wrong };
}

function lookUp(written: string, inner: string | undefined, config: StackValues): Used | Wrong {
  if (inner === undefined) {
    const message = 'a single "$" has no meaning; a reference is "${config.key}", a literal $ is written $$';
    return { written, message };
  }
  const key = /^config\.(.+)$/.exec(inner.trim())?.[1];
  if (key === undefined) {
    const message = `${written}: only the stack's configuration can be referred to, as "\${config.key}"`;
    return { written, message };
  }
  const entry = config.get(key);
  if (entry) return { key, ...entry };
  return {
    written,
    message: `${written}: the stack's configuration has no such key`,
    hint: didYouMean(key, config.names()) ?? `set it: pulumi config set ${key} … (--secret for secrets)`,
  };
}

/** `flag: ${config.x}` is a boolean like `flag: true`; a quoted string stays a string, and so does a secret. */
const isWholeFlag = (scalar: Scalar, used: readonly Used[]): boolean =>
  scalar.type === "PLAIN" &&
  used.length === 1 &&
  used[0]?.secret === false &&
  /^\$\{[^{}]*\}$/.test(String(scalar.value)) &&
  /^(true|false)$/.test(used[0].value);

function problemIn(source: Source, scalar: Scalar, { written, message, hint }: Wrong): Problem {
  const [start, end] = spanOf(scalar);
  const at = source.text.indexOf(written, start);
  const span: Span = at >= 0 && at < end ? [at, at + written.length] : [start, end];
  return { source, span, message, hint };
}
