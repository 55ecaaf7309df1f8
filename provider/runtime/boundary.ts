import type { dynamic } from "@pulumi/pulumi";
import type { PropertyMap } from "../inputs/propertyMap";
import { textOf } from "../platform/errors/errors";
import { configure, type StackConfig } from "./account/session";
import { type ResourceType, Unfinished } from "./contract/resourceType";
import { callOf, urnOf, visible, withHidden } from "./engine/hiddenInputs";
import { hold } from "./engine/ownership";
import { engineHasHeard } from "./engine/log";
import { redact } from "./engine/redaction";
import { toWire } from "./engine/wire";

/** The engine's view of a resource type: pulumi.dynamic.ResourceProvider, method for method. */
export function toProvider(type: ResourceType): dynamic.ResourceProvider {
  return {
    // Nothing may be awaited before the configuration is stored: concurrent first calls would run without it.
    configure: (request: { config: StackConfig }) => Promise.resolve(configure(request.config)),
    check: (olds: PropertyMap, news: PropertyMap) => guarded(() => check(type, olds, news)),
    diff: (id: string, olds: PropertyMap, news: PropertyMap) =>
      guarded(() => {
        holdThings(type, id, olds);
        return Promise.resolve(type.diff(id, visible(olds), visible(news)));
      }),
    create: (inputs: PropertyMap) => guarded(() => create(type, inputs), inputs),
    update: (id: string, olds: PropertyMap, news: PropertyMap) =>
      guarded(async () => {
        holdThings(type, id, news);
        const outs = await type.update(id, visible(olds), visible(news), callOf(news, "update"));
        return { outs: wire(withHidden(outs, news)) };
      }, news),
    read: (id: string, props: PropertyMap) => guarded(() => read(type, id, props ?? {})),
    delete: (id: string, props: PropertyMap) =>
      guarded(() => type.delete(id, visible(props), callOf(props, "delete"))),
  };
}

async function check(type: ResourceType, olds: PropertyMap, news: PropertyMap) {
  const { inputs, failures } = type.check(visible(news), visible(olds), callOf(news));
  return Promise.resolve({ inputs: wire(withHidden(inputs, news)), failures });
}

async function create(type: ResourceType, inputs: PropertyMap) {
  holdThings(type, "", inputs);
  const { id, outs } = await type.create(visible(inputs), callOf(inputs, "create"));
  const whole = withHidden(outs, inputs);
  holdThings(type, id, whole);
  return { id: nonEmpty(id), outs: wire(whole) };
}

async function read(type: ResourceType, id: string, props: PropertyMap) {
  const isGet = !(type.marker in props);
  const state = await type.read(id, visible(props), isGet, callOf(props));
  if (!state && isGet) throw new Error(`nothing with id ${id} is visible to this token`);
  if (!state) return {};
  const [outs, inputs] = [withHidden(state.outs, props), withHidden(state.inputs, props)];
  return { id, props: wire(outs), inputs: wire(inputs) };
}

const holdThings = (type: ResourceType, id: string, props: PropertyMap): void =>
  hold(urnOf(props), type.things?.(id, visible(props)) ?? []);

const wire = (props: PropertyMap): PropertyMap => toWire(props) as PropertyMap;

/** A number or an empty string would reach the engine as "", and it would lose the job. */
function nonEmpty(id: string): string {
  if (typeof id !== "string" || id === "") throw new TypeError("the platform gave no id");
  return id;
}

/**
 * Runs a method so that it throws only errors suitable for the engine: plain ones, without a numeric `code` (which would
 * become the gRPC status), stack trace or secrets. Unfinished ones carry id, reasons, and a state with `__provider`, without
 * which the resource could be neither refreshed nor destroyed.
 */
async function guarded<T>(run: () => Promise<T>, inputs?: PropertyMap): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const plain = new Error(redact(textOf(error)));
    plain.stack = plain.message;
    if (!(error instanceof Unfinished) || !inputs) throw plain;
    const properties = { ...wire(withHidden(error.outs, inputs)), __provider: inputs["__provider"] };
    throw Object.assign(plain, { id: error.id, reasons: [plain.message], properties });
  } finally {
    await engineHasHeard();
  }
}
