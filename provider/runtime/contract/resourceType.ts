import type { PropertyMap } from "../../inputs/propertyMap";
import type { Failure } from "../../inputs/validate";

/** What a method is told of its resource besides the properties. */
export interface Call {
  /** The resource's URN, under which messages are shown; undefined where the caller doesn't know it. */
  urn: string | undefined;
  /** How long the operation may wait, in milliseconds: the resource's customTimeouts, or 24 hours. */
  timeout: number;
}

/** What one resource type does, whichever way the engine reaches it. Properties hold what users see and nothing else. */
export interface ResourceType {
  /** Pure: the engine runs checks one at a time. Also gets the previous inputs, for what only a change may not do. */
  check(news: PropertyMap, olds: PropertyMap, call?: Call): { inputs: PropertyMap; failures: Failure[] };
  /** Pure as well; olds are the outputs in state. */
  diff(id: string, olds: PropertyMap, news: PropertyMap): Diff;
  create(inputs: PropertyMap, call: Call): Promise<{ id: string; outs: PropertyMap }>;
  /** Also called to resume what a create left unfinished. */
  update(id: string, olds: PropertyMap, news: PropertyMap, call: Call): Promise<PropertyMap>;
  /** Undefined: it is gone. `isGet`: read of an existing one, so there are no inputs yet. */
  read(
    id: string,
    olds: PropertyMap,
    isGet: boolean,
    call: Call,
  ): Promise<{ outs: PropertyMap; inputs: PropertyMap } | undefined>;
  delete(id: string, olds: PropertyMap, call: Call): Promise<void>;
  /** What a resource of these inputs or outputs needs on the platform that its deletion would remove (see `hold`). */
  things?(id: string, props: PropertyMap): string[];
  /** Present in the outputs of everything in state, so that its absence tells a `get` from a refresh. */
  readonly marker: string;
}

export interface Diff {
  changes: boolean;
  replaces?: string[];
  deleteBeforeReplace?: boolean;
}

/**
 * Thrown when the remote thing exists but isn't what was asked for yet: the engine keeps it in state with its id, fails
 * the deployment, and calls `update` next time even if nothing was changed.
 */
export class Unfinished extends Error {
  override readonly name = "Unfinished";
  constructor(
    readonly id: string,
    readonly outs: PropertyMap,
    reason: string,
  ) {
    super(reason);
  }
}
