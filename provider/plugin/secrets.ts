import { ECHOES } from "../inputs/echoes";
import { isObject, type PropertyMap } from "../inputs/propertyMap";
import { isUnknown } from "../inputs/unknowns";

/** How special values are marked on the wire (pulumi: sdk/go/common/resource/sig/sig.go). */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

const isSecret = (value: unknown): boolean => isObject(value) && value[SIGNATURE] === SECRET;

/** Whether a secret stands anywhere in the value. */
export const holdsSecret = (value: unknown): boolean =>
  isSecret(value) || (typeof value === "object" && value !== null && Object.values(value).some(holdsSecret));

export const secret = (value: unknown): unknown =>
  value === undefined || value === null || isUnknown(value) || isSecret(value)
    ? value
    : { [SIGNATURE]: SECRET, value };

/** The value without the wrapping of secrets, however deep. */
export function unwrapped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapped);
  if (!isObject(value)) return value;
  if (isSecret(value)) return unwrapped(value["value"]);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, unwrapped(member)]));
}

/** What goes back to the engine about a resource, with all that is secret sealed; `came`: what it has sent, secrets wrapped. */
export const sealed = (type: string, props: PropertyMap, came: PropertyMap): PropertyMap =>
  withSecretCredentials(type, withSecretEchoes(type, resealed(props, came), came));

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

/** The engine knows properties to be secret by the names of inputs, and an address repeats a secret location under another. */
function withSecretEchoes(type: string, props: PropertyMap, came: PropertyMap): PropertyMap {
  const echoes = holdsSecret(came) ? (ECHOES[type] ?? []) : [];
  const present = echoes.filter((name) => props[name] !== undefined);
  return { ...props, ...Object.fromEntries(present.map((name) => [name, secret(props[name])])) };
}

/**
 * Programs in YAML, and those that write plain dictionaries in Python, don't apply the schema's `secret` below the top
 * level: a volume's credentials would stand in clear in state.
 */
function withSecretCredentials(type: string, props: PropertyMap): PropertyMap {
  const { service } = props;
  if (type !== "Volume" || !isObject(service) || isSecret(service) || !("credentials" in service))
    return props;
  return { ...props, service: { ...service, credentials: secret(service["credentials"]) } };
}

/** What stands at a path, or else above it, if that is a secret or inside of one; undefined otherwise. */
export function secretAt(value: unknown, [key, ...rest]: readonly string[], isInside = false): unknown {
  if (isSecret(value)) return secretAt(unwrapped(value), key === undefined ? [] : [key, ...rest], true);
  const member = key !== undefined && isHolder(value) ? value[key] : undefined;
  if (member === undefined) return isInside ? value : undefined;
  return secretAt(member, rest, isInside);
}

const isHolder = (value: unknown): value is PropertyMap => typeof value === "object" && value !== null;

/** Shorter ones would be found by chance inside other words. */
const SHORTEST = 4;

/** The text without the secrets among what came; of those, the longer ones first, since one may hold another. */
export const hidden = (text: string, came: unknown): string =>
  secretTexts(came)
    .filter((each) => each.length >= SHORTEST)
    .sort((a, b) => b.length - a.length)
    .reduce((shown, each) => shown.replaceAll(each, "[secret]"), text);

/** Of credentials, the runtime itself hides what gives access; the rest are names that errors have to give. */
function secretTexts(value: unknown, isInside = false): string[] {
  if (!isHolder(value)) return isInside ? textsOf(value) : [];
  if (isSecret(value)) return secretTexts(value["value"], true);
  return Object.entries(value).flatMap(([key, member]) =>
    key === "credentials" ? [] : secretTexts(member, isInside),
  );
}

/** As it is, and as it stands in JSON. Of other values, numbers alone tell something. */
function textsOf(value: unknown): string[] {
  if (typeof value === "number") return [String(value)];
  return typeof value === "string" ? [value, JSON.stringify(value).slice(1, -1)] : [];
}
