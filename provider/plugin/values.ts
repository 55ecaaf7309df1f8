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
  (struct ? simplified(struct.toJavaScript()) : {}) as PropertyMap;

export const hasSecrets = (struct: Struct | undefined): boolean => holdsSecret(wrapped(struct));

/** Marks what a component gets in place of a value that another resource gives. */
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** Marks of an asset and an archive, which no input takes. */
const ASSETS: ReadonlySet<unknown> = new Set([
  "c44067f5952c0a294b673a41bacd8c17",
  "0def7320c3a5731c473e5ecbe6d01bc7",
]);

/** With plain values in the place of special ones other than secrets. */
function simplified(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(simplified);
  if (!isObject(value)) return value;
  const { [SIGNATURE]: mark, ...members } = value;
  if (mark === OUTPUT) return outputIn(members);
  if (ASSETS.has(mark)) return { asset: true };
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, simplified(member)]));
}

/** What an output is known to hold; on which resources it depends is stated again beside the inputs. */
function outputIn(members: PropertyMap): unknown {
  const held = "value" in members ? simplified(members["value"]) : ANY_UNKNOWN;
  return members["secret"] === true ? secret(held) : held;
}

/** Properties as a message; `undefined` members are left out. */
export const message = (props: PropertyMap): Struct =>
  Struct.fromJavaScript((toWire(props) ?? {}) as Record<string, JavaScriptValue>);
