import * as pulumi from "@pulumi/pulumi";

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
    const authToken = pulumi.secret(args.authToken);
    // Dynamic resources live in the package "pulumi-nodejs"; its provider's properties are flat texts.
    const endpoint = args.endpoint === undefined ? {} : { "cavatica:endpoint": args.endpoint };
    super(
      "pulumi-nodejs",
      name,
      { "cavatica:explicit": "true", "cavatica:authToken": authToken, ...endpoint },
      opts,
    );
    this.account = pulumi.output({ endpoint: args.endpoint, authToken });
  }
}
