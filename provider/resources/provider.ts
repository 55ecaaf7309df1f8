import * as pulumi from "@pulumi/pulumi";
import { checkedEndpoint, checkedToken } from "../inputs/account";
import { dropTraces } from "./dropTraces";
import { plainError } from "./plainError";

/** Which platform, and as whom. */
export interface ProviderArgs {
  /** A platform's short name (cavatica, cgc, aws-us, aws-eu, bdc) or its API address. Default: cavatica. */
  endpoint?: pulumi.Input<string> | undefined;
  /** The authentication token; kept as a secret whatever the caller does. */
  authToken: pulumi.Input<string>;
}

/**
 * An account of its own, for programs with more than one: pass it as `provider:` to resources and look-ups.
 * It wins over environment, configuration and profile, and has its own rate limit.
 *
 * Errors: an endpoint that is no platform's name and no https address, or a token that can't be one, fails at once and
 * never shows the token. Whether the token is right shows with the first request.
 *
 * Facts: dynamic resources have no provider arguments of their own in Pulumi (pulumi#9434); this is a provider resource
 * of their package, with a process and a configuration of its own.
 *
 * @example
 * ```ts
 * const partner = new Provider("partner", { endpoint: "cgc", authToken: config.requireSecret("partnerToken") });
 * new FileExport("sample-1", { source, destination }, { provider: partner });
 * ```
 */
export class Provider extends pulumi.ProviderResource {
  /** @internal For look-ups made with this provider. */
  readonly account: pulumi.Output<{ endpoint: string | undefined; authToken: string }>;

  constructor(name: string, args: ProviderArgs, opts?: pulumi.ResourceOptions) {
    const owner = `Provider "${name}"`;
    const authToken = pulumi.secret(checked(args.authToken, (token) => checkedToken(owner, token)));
    const endpoint =
      args.endpoint === undefined
        ? undefined
        : checked(args.endpoint, (address) => checkedEndpoint(owner, address));
    const settings = {
      "cavatica:explicit": "true",
      "cavatica:authToken": authToken,
      ...(endpoint !== undefined && { "cavatica:endpoint": endpoint }),
    };
    const restoreTraces = dropTraces();
    try {
      // Dynamic resources live in the package "pulumi-nodejs"; its provider's properties are flat texts.
      super("pulumi-nodejs", name, settings, opts);
    } finally {
      restoreTraces();
    }
    this.account = pulumi.output({ endpoint, authToken });
  }
}

/** A plain value is checked at once, so that the error points to the program's line; an output when it is known. */
const checked = (given: pulumi.Input<string>, check: (value: string) => string): pulumi.Input<string> =>
  typeof given === "string" || given === undefined
    ? check(given)
    : pulumi.output(given).apply(plainly(check));

/** By then the program has gone on, and a stack would show our own frames alone. */
const plainly =
  (check: (value: string) => string) =>
  (value: string): string => {
    try {
      return check(value);
    } catch (error) {
      throw plainError((error as Error).message);
    }
  };
