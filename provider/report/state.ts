import { z } from "zod";
import { isDeeper } from "../platform/http/jsonDepth";
import type { PropertyMap } from "../inputs/propertyMap";
import { hideSecrets, plainSecrets } from "./secrets";

/** A resource in a stack's state, with secrets hidden. */
export interface StateResource {
  urn: string;
  type: string;
  id?: string | undefined;
  inputs: PropertyMap;
  outputs: PropertyMap;
  /** Why it isn't in the requested state yet. */
  initErrors: string[];
}

export interface StackState {
  project: string;
  stack: string;
  /** When the state was written; ISO 8601. */
  time?: string | undefined;
  resources: StateResource[];
  /** What a run was about to create when it was cut off. */
  interrupted: StateResource[];
  /** Secrets that the state shows in plain text, which must never be shown. */
  secrets: string[];
}

/** Thrown for what isn't a stack's state. */
export class StateError extends Error {
  override readonly name = "StateError";
}

const props = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((given): PropertyMap => hideSecrets(given ?? {}) as PropertyMap);

const resource = z
  .looseObject({
    urn: z.string(),
    type: z.string(),
    id: z.string().nullish(),
    delete: z.boolean().nullish(),
    inputs: props,
    outputs: props,
    initErrors: z.array(z.string()).nullish(),
  })
  .transform((given) => ({ ...given, id: given.id ?? undefined, initErrors: given.initErrors ?? [] }));

const deployment = z.looseObject({
  manifest: z.looseObject({ time: z.string().nullish() }).nullish(),
  resources: z.array(resource).nullish(),
  pending_operations: z.array(z.looseObject({ type: z.string(), resource })).nullish(),
});

/** A state as printed by `pulumi stack export`, or as stored by a file backend. */
const file = z.union([
  z.looseObject({ deployment }),
  z.looseObject({ checkpoint: z.looseObject({ latest: deployment.nullish() }) }),
]);

/**
 * Reads a stack's state.
 * @param from its name in errors
 * @throws {StateError} says what was expected, if it isn't a state
 */
export const parseState = (text: string, from: string): StackState => readState(parseJson(text, from), from);

/** Other packages' resources have inputs of their own, so this is far more than this package's few levels. */
const MOST_LEVELS = 1000;

/** The same for parsed JSON. */
export function readState(json: unknown, from: string): StackState {
  const parsed = file.safeParse(json);
  if (!parsed.success)
    throw new StateError(`${from} isn't a stack's state; give what \`pulumi stack export\` prints.`);
  const found = "deployment" in parsed.data ? parsed.data.deployment : latest(parsed.data);
  return { ...toStackState(found as z.output<typeof deployment>), secrets: plainSecrets(json) };
}

const latest = (data: object): unknown =>
  (data as { checkpoint: { latest?: unknown } }).checkpoint.latest ?? {};

function parseJson(text: string, from: string): unknown {
  if (isDeeper(text, MOST_LEVELS))
    throw new StateError(`${from} is nested more than ${MOST_LEVELS} levels deep, as no stack's state is.`);
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = text.trim() === "" ? "it is empty" : (error as Error).name;
    throw new StateError(`${from} isn't JSON (${why}); give what \`pulumi stack export\` prints.`, {
      cause: error,
    });
  }
}

function toStackState(found: z.output<typeof deployment>): Omit<StackState, "secrets"> {
  const resources = (found.resources ?? []).filter((each) => each.delete !== true);
  const known = new Set(resources.map(({ urn }) => urn));
  const cutOff = (found.pending_operations ?? [])
    .filter((operation) => operation.type === "creating" && !known.has(operation.resource.urn))
    .map((operation) => operation.resource);
  const [stack = "", project = ""] = stackAndProject([...resources, ...cutOff]);
  return { project, stack, time: found.manifest?.time ?? undefined, resources, interrupted: cutOff };
}

/** Every URN starts with them: urn:pulumi:STACK::PROJECT::… */
const stackAndProject = ([first]: StateResource[]): string[] =>
  (first?.urn ?? "").replace(/^urn:pulumi:/, "").split("::");
