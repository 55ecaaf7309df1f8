import { type Document, isScalar, type Pair, visit } from "yaml";
import { find } from "./yaml";
import type { Located } from "./located";
import type { Model } from "../model/model";
import type { Problem } from "./problem";
import type { Reference, Resolved } from "./references";
import { type Source, type Span, spanOf } from "./source";

/** The secret members of a volume's credentials; the others are names. */
const SECRET_MEMBERS = ["secretAccessKey", "externalId", "privateKey", "clientSecret", "configuration"];

const SECRET_NAME = /secret|externalId|private|token|password|configuration|credentials/i;
/**
 * Also used if the text isn't valid YAML, so that nothing is known about its structure. The second one looks at a character
 * before it looks back, which would take a second for each kilobyte of a long indentation.
 */
const SECRET_TEXT = [
  /-----BEGIN [^]*?(?:-----END [^\n]*|$)/g,
  /(?=[^\s,{}])(?<=(?:secret|externalId|private|token|password)\w*["']?\s*:\s*)[^,}\n]+/gi,
];

/** Ranges of the text that may contain secrets; too many rather than too few. */
export function secretSpans(source: Source, document: Document): Span[] {
  const spans = SECRET_TEXT.flatMap((pattern) => [...source.text.matchAll(pattern)].map(spanOfMatch));
  visit(document, {
    Pair(_key, pair, ancestors) {
      const isInside = ancestors.some((each) => isNamed(each, /credentials/i));
      if (isScalar(pair.value) && (isInside || isNamed(pair, SECRET_NAME))) spans.push(spanOf(pair.value));
    },
  });
  return spans;
}

const spanOfMatch = ({ index, 0: text }: RegExpExecArray): Span => [index, index + text.length];

const isNamed = (node: unknown, name: RegExp): boolean => {
  const { key } = node as Partial<Pair>;
  return isScalar(key) && name.test(String(key.value));
};

/** Reports where a secret is in plain text, in the manifest or in the stack's configuration; never its value. */
export function plainSecrets(
  located: Located,
  references: Resolved["references"],
  { volumes }: Model,
): string[] {
  return Object.entries(volumes).flatMap(([name, { service }]) =>
    SECRET_MEMBERS.filter((member) => holds(service.credentials, member)).flatMap((member) => {
      const path = ["volumes", name, "service", "credentials", member];
      const { value } = find(located.document, path);
      const used = (isScalar(value) && references.get(value)) || [];
      const why =
        used.length === 0 ? inManifest(member) : used.filter(({ secret }) => !secret).map(inConfig)[0];
      const { source, span } = located.place(path);
      return why ? [`${source.place(span)}: ${path.join(".")} ${why}`] : [];
    }),
  );
}

const holds = (credentials: object, member: string): boolean =>
  typeof (credentials as Record<string, unknown>)[member] === "string";

const inManifest = (member: string): string =>
  `is written here in plain text. Put it into the stack's configuration (pulumi config set --secret ${member}) ` +
  `and write "\${config.${member}}"`;

const inConfig = ({ key }: Reference): string =>
  `comes from configuration that isn't secret: pulumi config set --secret ${key}`;

/** The problem without the secrets that its message may quote. */
export function redacted<P extends Problem>(problem: P, secrets: ReadonlySet<string>): P {
  const message = [...secrets].reduce((text, secret) => text.replaceAll(secret, "(secret)"), problem.message);
  return { ...problem, message };
}
