import type { PropertyMap } from "../../inputs/propertyMap";
import type { Failure } from "../../inputs/validate";

/** What a method gets besides the resource's properties. */
export interface Call {
  /** The resource's URN, under which messages are shown; undefined if the caller doesn't know it. */
  urn: string | undefined;
  /** How long the operation may wait, in milliseconds: the resource's customTimeouts, or 24 hours. */
  timeout: number;
}

/** One resource type's methods, however the engine calls them. Properties contain only what users see. */
export interface ResourceType {
  /** Pure: the engine runs checks one at a time. Also gets the previous inputs, to refuse impossible changes. */
  check(news: PropertyMap, olds: PropertyMap, call?: Call): { inputs: PropertyMap; failures: Failure[] };
  /** Pure as well; olds are the outputs in state. */
  diff(id: string, olds: PropertyMap, news: PropertyMap): Diff;
  create(inputs: PropertyMap, call: Call): Promise<{ id: string; outs: PropertyMap }>;
  /** Also called to resume an unfinished create. */
  update(id: string, olds: PropertyMap, news: PropertyMap, call: Call): Promise<PropertyMap>;
  /** Undefined: it is gone. `isGet`: an existing resource is read, so there are no inputs yet. */
  read(
    id: string,
    olds: PropertyMap,
    isGet: boolean,
    call: Call,
  ): Promise<{ outs: PropertyMap; inputs: PropertyMap } | undefined>;
  delete(id: string, olds: PropertyMap, call: Call): Promise<void>;
  /** What a resource with these inputs or outputs has on the platform that its deletion would remove (see `hold`). */
  things?(id: string, props: PropertyMap): string[];
  /** An output that everything in state has, so that its absence distinguishes a `get` from a refresh. */
  readonly marker: string;
}

export interface Diff {
  changes: boolean;
  replaces?: string[];
  deleteBeforeReplace?: boolean;
}

/**
 * Thrown if the remote resource exists but isn't in the requested state yet: the engine keeps it in state with its id,
 * fails the deployment, and calls `update` next time even if nothing was changed.
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
