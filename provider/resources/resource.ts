import * as pulumi from "@pulumi/pulumi";
import { announce } from "./declarations";
import { dropTraces } from "./dropTraces";
import { withSecretEchoes } from "./secretEchoes";
import { stub } from "./stub";

/** What all resource classes share: the type token, the stub, and what the engine doesn't tell the provider process. */
export class CavaticaResource extends pulumi.CustomResource {
  /**
   * @param outputs names of outputs; they must be declared, or the engine's response is dropped
   *   (https://github.com/pulumi/pulumi/issues/5174)
   */
  protected constructor(
    type: string,
    name: string,
    props: pulumi.Inputs,
    outputs: readonly string[],
    opts: pulumi.CustomResourceOptions,
  ) {
    const token = `pulumi-nodejs:dynamic/cavatica:${type}`;
    const undeclared = Object.fromEntries(outputs.map((output) => [output, undefined]));
    const isRead = opts.id !== undefined;
    const secret = isRead ? undefined : withSecretEchoes(type, props, opts.additionalSecretOutputs);
    const hidden = isRead ? {} : context(token, name, opts, secret?.decided);
    const given = { ...undeclared, ...(secret?.props ?? props), ...hidden };
    const echoes = secret && { additionalSecretOutputs: secret.additionalSecretOutputs };
    const restoreTraces = dropTraces();
    try {
      super(token, name, { ...given, __provider: stub(type) }, { ...opts, ...echoes });
    } finally {
      restoreTraces();
    }
    // A resource that is only read exists already.
    if (!isRead) announce({ resource: this, type });
  }
}

/** The engine tells dynamic providers neither the URN nor the timeouts of an operation, so they are passed as inputs. */
function context(
  token: string,
  name: string,
  opts: pulumi.CustomResourceOptions,
  decided?: pulumi.Output<boolean>,
): pulumi.Inputs {
  const { create, update, delete: del } = opts.customTimeouts ?? {};
  const timeouts = Object.entries({ create, update, delete: del }).filter(([, value]) => value !== undefined);
  const urn = pulumi.createUrn(name, token, opts.parent);
  return {
    __urn: decided ? decided.apply(() => urn) : urn,
    ...(timeouts.length > 0 && { __timeouts: Object.fromEntries(timeouts) }),
  };
}
