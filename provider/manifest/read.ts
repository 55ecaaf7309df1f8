import { checkValues } from "./check";
import { parseYaml } from "./document";
import { type Model, toModel } from "./model";
import { type Problem, showAll } from "./problem";
import type { Manifest } from "./schema";
import { Source } from "./source";

/** Thrown for a manifest that can't be used; its message names every problem with its place. */
export class ManifestError extends Error {
  override readonly name = "ManifestError";
  constructor(
    file: string,
    readonly problems: readonly Problem[],
  ) {
    super(showAll(file, problems));
  }
}

/** A manifest's text made into what it declares. Pure; throws ManifestError with all problems at once. */
export function readManifest(file: string, text: string): Model {
  const source = new Source(file, text);
  const { document, problems, readable } = parseYaml(source);
  const values: unknown = readable ? (document.toJS() ?? {}) : {};
  const all = readable ? [...problems, ...checkValues(source, document, values)] : problems;
  if (all.length > 0) throw new ManifestError(file, all);
  return toModel(values as Manifest);
}
