import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { isObject, type PropertyMap } from "../inputs/propertyMap";
import { ANY_UNKNOWN, isUnknown } from "../inputs/unknowns";
import { toWire } from "../runtime/engine/wire";
import { Struct } from "./protocol";

/** How a secret is marked on the wire (pulumi: sdk/go/common/resource/sig/sig.go). */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/**
 * What a message holds, secrets unwrapped: CheckConfig and Configure get them wrapped whatever the provider says it accepts
 * (pulumi: sdk/go/common/resource/plugin/provider_plugin.go).
 */
export const plain = (struct: Struct | undefined): PropertyMap =>
  struct ? (unwrapped(struct.toJavaScript()) as PropertyMap) : {};

function unwrapped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapped);
  if (!isObject(value)) return value;
  if (value[SIGNATURE] === SECRET) return unwrapped(value["value"]);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, unwrapped(member)]));
}

/** What a message holds, as it is: secrets wrapped. */
export const wrapped = (struct: Struct | undefined): PropertyMap => struct?.toJavaScript() ?? {};

const isSecret = (value: unknown): boolean => isObject(value) && value[SIGNATURE] === SECRET;

const holdsSecret = (value: unknown): boolean =>
  isSecret(value) || (typeof value === "object" && value !== null && Object.values(value).some(holdsSecret));

export const hasSecrets = (struct: Struct | undefined): boolean => holdsSecret(wrapped(struct));

/**
 * Seals what goes back under the names of secrets that came. Where the form has changed, as of items that `check` turns into
 * lines, the whole is sealed.
 */
export function resealed(props: PropertyMap, came: PropertyMap): PropertyMap {
  return Object.fromEntries(Object.entries(props).map(([key, value]) => [key, like(value, came[key])]));
}

function like(value: unknown, came: unknown): unknown {
  if (!holdsSecret(came) || isSecret(value)) return value;
  return isObject(value) && isObject(came) && !isSecret(came) ? resealed(value, came) : secret(value);
}

/** Properties as a message; `undefined` members are left out. */
export const message = (props: PropertyMap): Struct =>
  Struct.fromJavaScript((toWire(props) ?? {}) as Record<string, JavaScriptValue>);

export const secret = (value: unknown): unknown =>
  value === undefined || value === null || isUnknown(value) ? value : { [SIGNATURE]: SECRET, value };

/**
 * Seals what is secret whatever the program said. Programs in YAML, and those that write plain dictionaries in Python, don't
 * apply the schema's `secret` below the top level: a volume's credentials would stand in clear in state.
 */
export function sealed(type: string, props: PropertyMap): PropertyMap {
  const { service } = props;
  if (type !== "Volume" || !isObject(service) || !("credentials" in service)) return props;
  const { credentials } = service;
  return {
    ...props,
    service: { ...service, credentials: isSecret(credentials) ? credentials : secret(credentials) },
  };
}

/** The answer to a preview: inputs that are outputs too, and of every other output that it isn't known yet. */
export function previewed(outputs: readonly string[], inputs: PropertyMap): PropertyMap {
  return Object.fromEntries(outputs.map((name) => [name, name in inputs ? inputs[name] : ANY_UNKNOWN]));
}
