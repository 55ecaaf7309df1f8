import type { Node } from "yaml";
import { isObject } from "../inputs/propertyMap";
import { complaints } from "../inputs/validate";
import { crossCheck } from "./model/crossCheck";
import { parseYaml, valuesOf } from "./text/yaml";
import { Located } from "./text/located";
import { type Model, toModel } from "./model/model";
import { type Problem, showAll } from "./text/problem";
import { type Resolved, resolveReferences, type StackValues } from "./text/references";
import { manifestSchema } from "./schema/manifest";
import { plainSecrets, redacted, secretSpans } from "./text/secrets";
import { soundPart } from "./model/validPart";
import { Source } from "./text/source";
import { type ReadText, readTables } from "./tables/tables";

/** What a manifest refers to outside itself. */
export interface Surroundings {
  config: StackValues;
  readText: ReadText;
}

/** The result of reading a manifest. */
export interface Reading {
  model: Model;
  /** The secrets inserted into strings; every string that contains one is a secret. */
  secrets: ReadonlySet<string>;
  warnings: string[];
}

/** Thrown for an invalid manifest; its message names every problem with its position. */
export class ManifestError extends Error {
  override readonly name = "ManifestError";
  constructor(
    file: string,
    readonly problems: readonly Problem[],
  ) {
    super(showAll(file, problems));
  }
}

/** Parses a manifest's text into what it declares. Pure except for `readText`; throws ManifestError with all problems. */
export function readManifest(file: string, text: string, { config, readText }: Surroundings): Reading {
  const source = new Source(file, text);
  const { document, problems, readable } = parseYaml(source);
  source.hide(secretSpans(source, document));
  if (!readable) throw new ManifestError(file, problems);
  const located = new Located(source, document);
  const resolved = resolveReferences(source, document, config);
  const { model, problems: wrong } = check(located, resolved, readText);
  const all = [...problems, ...resolved.problems, ...wrong];
  if (all.length > 0) {
    throw new ManifestError(
      file,
      all.map((problem) => redacted(problem, resolved.secrets)),
    );
  }
  return { model, secrets: resolved.secrets, warnings: plainSecrets(located, resolved.references, model) };
}

function check(
  located: Located,
  { secrets, broken }: Resolved,
  readText: ReadText,
): { model: Model; problems: Problem[] } {
  const values = valuesOf(located.document);
  const volumes = namesIn(values, "volumes");
  const wrong = complaints(manifestSchema(volumes), values, holdsOneOf(secrets));
  const sound = soundPart(values, wrong);
  const tables = readTables(sound, { located, volumes, readText });
  const model = toModel(sound, tables.items, located);
  const judged = wrong.filter(({ path }) => !broken.has(located.value(path) as Node));
  return {
    model,
    problems: [
      ...judged.map((complaint) => located.problem(complaint)),
      ...tables.problems,
      ...crossCheck(model),
    ],
  };
}

const holdsOneOf =
  (secrets: ReadonlySet<string>) =>
  (value: unknown): boolean =>
    typeof value === "string" && [...secrets].some((secret) => value.includes(secret));

const namesIn = (values: unknown, section: string): string[] =>
  isObject(values) && isObject(values[section]) ? Object.keys(values[section]) : [];
