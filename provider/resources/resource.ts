import * as pulumi from "@pulumi/pulumi";
import { announce } from "./declarations";
import { dropTraces } from "./dropTraces";
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
    const given = { ...undeclared, ...props, ...(opts.id === undefined && context(token, name, opts)) };
    const restoreTraces = dropTraces();
    try {
      super(token, name, { ...given, __provider: stub(type) }, opts);
    } finally {
      restoreTraces();
    }
    // A resource that is only read exists already.
    if (opts.id === undefined) announce({ resource: this, type });
  }
}

/** The engine tells dynamic providers neither the URN nor the timeouts of an operation, so they are passed as inputs. */
function context(token: string, name: string, opts: pulumi.CustomResourceOptions): pulumi.Inputs {
  const { create, update, delete: del } = opts.customTimeouts ?? {};
  const timeouts = Object.entries({ create, update, delete: del }).filter(([, value]) => value !== undefined);
  return {
    __urn: pulumi.createUrn(name, token, opts.parent),
    ...(timeouts.length > 0 && { __timeouts: Object.fromEntries(timeouts) }),
  };
}
