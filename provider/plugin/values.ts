import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { isObject, type PropertyMap } from "../inputs/propertyMap";
import { ANY_UNKNOWN } from "../inputs/unknowns";
import { toWire } from "../runtime/engine/wire";
import { Struct } from "./protocol";
import { holdsSecret, secret, SIGNATURE, unwrapped } from "./secrets";

/**
 * What a message holds, secrets unwrapped: CheckConfig and Configure get them wrapped whatever the provider says it accepts
 * (pulumi: sdk/go/common/resource/plugin/provider_plugin.go).
 */
export const plain = (struct: Struct | undefined): PropertyMap => unwrapped(wrapped(struct)) as PropertyMap;

/** What a message holds, with secrets wrapped. */
export const wrapped = (struct: Struct | undefined): PropertyMap =>
  (struct ? withoutOutputs(struct.toJavaScript()) : {}) as PropertyMap;

export const hasSecrets = (struct: Struct | undefined): boolean => holdsSecret(wrapped(struct));

/** Marks what a component gets in place of a value that another resource gives. */
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** What such an output is known to hold; on which resources it depends is said once more beside the inputs. */
function withoutOutputs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOutputs);
  if (!isObject(value)) return value;
  if (value[SIGNATURE] !== OUTPUT)
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutOutputs(member)]));
  const held = "value" in value ? withoutOutputs(value["value"]) : ANY_UNKNOWN;
  return value["secret"] === true ? secret(held) : held;
}

/** Properties as a message; `undefined` members are left out. */
export const message = (props: PropertyMap): Struct =>
  Struct.fromJavaScript((toWire(props) ?? {}) as Record<string, JavaScriptValue>);

/** The answer to a preview: inputs that are outputs too, and of every other output that it isn't known yet. */
export function previewed(outputs: readonly string[], inputs: PropertyMap): PropertyMap {
  return Object.fromEntries(outputs.map((name) => [name, name in inputs ? inputs[name] : ANY_UNKNOWN]));
}
