import * as pulumi from "@pulumi/pulumi";
import { ECHOES } from "../inputs/echoes";
import { awaitable } from "./outputs";

/** A resource's inputs and options, prepared so that outputs that repeat secret inputs are secret as well. */
interface Prepared {
  props: pulumi.Inputs;
  additionalSecretOutputs: string[];
  /** Resolves once it is known whether any input is secret. */
  decided: pulumi.Output<boolean>;
}

/**
 * The engine doesn't tell a dynamic provider which inputs are secret, and marks only outputs that have a secret input's name.
 * Others must be named when the resource is declared, although only outputs, which resolve later, can be secret. The SDK
 * sends the list once all inputs are resolved (pulumi: sdk/nodejs/runtime/resource.ts, registerResource), so it is completed
 * by then: some input has to wait for `decided`.
 *
 * Returns nothing if no input can be secret, which is known at once.
 */
export function withSecretEchoes(
  type: string,
  props: pulumi.Inputs,
  given: readonly string[] = [],
): Prepared | undefined {
  const echoes = ECHOES[type] ?? [];
  const later = echoes.length > 0 ? outputsIn(props) : [];
  if (later.length === 0) return undefined;
  const additionalSecretOutputs = [...given];
  const isSecret = awaitable(pulumi.output(later)).isSecret;
  const decided = pulumi.output(
    isSecret.then((secret) => {
      if (secret) additionalSecretOutputs.push(...echoes.filter((name) => !given.includes(name)));
      return secret;
    }),
  );
  const { items } = props;
  const seal = (value: unknown) => decided.apply((secret) => (secret ? pulumi.secret(value) : value));
  // The lines that `check` makes of the items contain what the resource says for all of them, such as a secret prefix.
  const sealed = items === undefined ? props : { ...props, items: withSealedLeaf(items, seal) };
  return { props: sealed, additionalSecretOutputs, decided };
}

/** The outputs and promises in the inputs. Values without any cost no more than this walk. */
function outputsIn(value: unknown): unknown[] {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return [value];
  return isHolder(value) ? Object.values(value).flatMap(outputsIn) : [];
}

const isHolder = (value: unknown): value is object =>
  Array.isArray(value) ||
  (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype);

/**
 * Seals one value inside, which makes the engine treat all of it as secret. The rest stays as it is, since an output around
 * all of it would be unknown in a preview if any part were.
 */
function withSealedLeaf(value: unknown, seal: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(value))
    return value.length === 0 ? value : [withSealedLeaf(value[0], seal), ...(value as unknown[]).slice(1)];
  if (!isHolder(value)) return seal(value);
  const [first] = Object.entries(value).filter(([, member]) => member !== undefined);
  return first === undefined ? value : { ...value, [first[0]]: withSealedLeaf(first[1], seal) };
}
