import type { dynamic } from "@pulumi/pulumi";
import { type Failure } from "../inputs/validate";
import type { Bag } from "../inputs/validate";
import { textOf } from "../platform/errors/errors";
import { without } from "./bags";
import { hold } from "./engine/ownership";
import { redact } from "./engine/redaction";
import { configure, type StackConfig } from "./account/session";
import { urnOf } from "./engine/hiddenInputs";
import { toWire } from "./engine/wire";

/** What one resource type does, free of the engine's peculiarities. Bags come without `__provider`. */
export interface ResourceType {
  /** Pure: the engine runs checks one at a time. Also gets the previous inputs, for what only a change may not do. */
  check(news: Bag, olds: Bag): { inputs: Bag; failures: Failure[] };
  /** Pure as well; olds are the outputs in state. */
  diff(id: string, olds: Bag, news: Bag): Diff;
  create(inputs: Bag): Promise<{ id: string; outs: Bag }>;
  /** Also called to go on with what a create left unfinished. */
  update(id: string, olds: Bag, news: Bag): Promise<Bag>;
  /** Undefined: it is gone. `isGet`: read of an existing one, so there are no inputs yet. */
  read(id: string, olds: Bag, isGet: boolean): Promise<{ outs: Bag; inputs: Bag } | undefined>;
  delete(id: string, olds: Bag): Promise<void>;
  /** What a resource of these inputs or outputs needs on the platform that its deletion would remove (see `hold`). */
  things?(id: string, bag: Bag): string[];
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
    readonly outs: Bag,
    reason: string,
  ) {
    super(reason);
  }
}

/** The engine's view of a resource type: pulumi.dynamic.ResourceProvider, method for method. */
export function toProvider(type: ResourceType): dynamic.ResourceProvider {
  return {
    // Nothing may be awaited before the configuration is stored: concurrent first calls would run without it.
    configure: (request: { config: StackConfig }) => Promise.resolve(configure(request.config)),
    check: (olds: Bag, news: Bag) => guarded(() => checked(type, olds, news)),
    diff: (id: string, olds: Bag, news: Bag) =>
      guarded(() => {
        held(type, id, olds);
        return Promise.resolve(type.diff(id, bare(olds), bare(news)));
      }),
    create: (inputs: Bag) => guarded(() => created(type, inputs), inputs),
    update: (id: string, olds: Bag, news: Bag) =>
      guarded(async () => {
        held(type, id, news);
        return { outs: wire(await type.update(id, bare(olds), bare(news))) };
      }, news),
    read: (id: string, props: Bag) => guarded(() => wasRead(type, id, bare(props ?? {}))),
    delete: (id: string, props: Bag) => guarded(() => type.delete(id, bare(props))),
  };
}

async function checked(type: ResourceType, olds: Bag, news: Bag) {
  const { inputs, failures } = type.check(bare(news), bare(olds));
  return Promise.resolve({ inputs: wire(inputs), failures });
}

async function created(type: ResourceType, inputs: Bag) {
  held(type, "", inputs);
  const { id, outs } = await type.create(bare(inputs));
  held(type, id, outs);
  return { id: nonEmpty(id), outs: wire(outs) };
}

async function wasRead(type: ResourceType, id: string, props: Bag) {
  const isGet = !(type.marker in props);
  const state = await type.read(id, props, isGet);
  if (!state && isGet) throw new Error(`there is nothing of id ${id} that this token can see`);
  return state ? { id, props: wire(state.outs), inputs: wire(state.inputs) } : {};
}

const held = (type: ResourceType, id: string, bag: Bag): void =>
  hold(urnOf(bag), type.things?.(id, bag) ?? []);

const bare = (bag: Bag): Bag => without(bag, "__provider");

const wire = (bag: Bag): Bag => toWire(bag) as Bag;

/** A number or an empty text would reach the engine as "", and the job be lost to it. */
function nonEmpty(id: string): string {
  if (typeof id !== "string" || id === "") throw new TypeError("the platform gave no id");
  return id;
}

/**
 * Runs a method so that only errors fit for the engine leave it: plain ones, without a numeric `code` (which would
 * become the gRPC status), without a stack trace, without secrets; unfinished ones with id, reasons and a state that
 * holds `__provider`, without which it could be neither refreshed nor destroyed.
 */
async function guarded<T>(run: () => Promise<T>, inputs?: Bag): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const plain = new Error(redact(textOf(error)));
    plain.stack = plain.message;
    if (!(error instanceof Unfinished) || !inputs) throw plain;
    const properties = { ...wire(error.outs), __provider: inputs["__provider"] };
    throw Object.assign(plain, { id: error.id, reasons: [plain.message], properties });
  }
}
