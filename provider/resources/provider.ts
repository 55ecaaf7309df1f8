import * as pulumi from "@pulumi/pulumi";
import { checkedEndpoint, checkedToken } from "../inputs/account";
import { dropTraces } from "./dropTraces";
import { plainError } from "./plainError";

/** The platform and the account. */
export interface ProviderArgs {
  /** A platform's short name (cavatica, cgc, aws-us, aws-eu, bdc, ali-cn, f4c) or its API address. Default: cavatica. */
  endpoint?: pulumi.Input<string> | undefined;
  /** The authentication token; always kept as a secret. */
  authToken: pulumi.Input<string>;
}

/**
 * Explicit credentials, for programs that use several accounts: pass it as `provider:` to resources and look-ups.
 * It takes precedence over environment, configuration and profile, and has its own rate limit.
 *
 * Errors: an endpoint that is neither a platform's short name nor an https address, and a missing or empty token, fail at
 * once; the token is never shown. Whether the token is valid shows with the first request.
 *
 * Pulumi's dynamic resources have no provider arguments of their own; this is a provider resource of their package, with its
 * own process and configuration.
 *
 * Sources: https://github.com/pulumi/pulumi/issues/9434,
 * https://docs.sevenbridges.com/docs/store-credentials-to-access-seven-bridges-client-applications-and-libraries
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
      // Dynamic resources belong to the package "pulumi-nodejs", whose provider has only string properties.
      super("pulumi-nodejs", name, settings, opts);
    } finally {
      restoreTraces();
    }
    this.account = pulumi.output({ endpoint, authToken });
  }
}

/** A plain value is checked at once, so that the error points to the program's line; an output once it is known. */
const checked = (given: pulumi.Input<string>, check: (value: string) => string): pulumi.Input<string> =>
  typeof given === "string" || given === undefined
    ? check(given)
    : pulumi.output(given).apply(plainly(check));

/** By then the program has continued, and a stack trace would only show this package's frames. */
const plainly =
  (check: (value: string) => string) =>
  (value: string): string => {
    try {
      return check(value);
    } catch (error) {
      throw plainError((error as Error).message);
    }
  };
