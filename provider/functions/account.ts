import * as pulumi from "@pulumi/pulumi";
import { clockFrom } from "../platform/time/clock";
import { type Account, Client } from "../platform/http/client";
import { accountKey, resolveCredentials } from "../platform/account/credentials";
import { FolderPaths } from "../platform/api/tree";
import { waitAnnouncer } from "../platform/time/waitAnnouncer";
import { awaitable } from "../resources/outputs";
import type { Provider } from "../resources/provider";

/** Options of a look-up. */
export interface LookupOptions {
  /** The account to use. Default: the one from the environment, the configuration or a profile. */
  provider?: Provider | undefined;
}

/** Shared by all look-ups of one account in this process: the client with its rate limit, and known folders. */
export interface Lookups {
  client: Client;
  folders: FolderPaths;
}

const waits = waitAnnouncer((line) => void pulumi.log.info(line, undefined, undefined, true));

const known = new Map<string, Lookups>();

/** The look-ups of the provider's account, or else of the one from the environment, the configuration or a profile. */
export async function lookups(options: LookupOptions = {}): Promise<Lookups> {
  const explicit = options.provider && (await accountOf(options.provider));
  const config = new pulumi.Config("cavatica");
  const account = resolveCredentials({ explicit, env: process.env, config: (key) => config.get(key) });
  const key = accountKey(account);
  const found = known.get(key) ?? lookupsOf(account);
  known.set(key, found);
  return found;
}

function lookupsOf(account: Account): Lookups {
  const client = new Client(account, { clock: clockFrom(process.env), waits });
  return { client, folders: new FolderPaths(client) };
}

async function accountOf(provider: Provider): Promise<Partial<Account>> {
  const { account } = provider;
  if (!pulumi.Output.isInstance(account))
    throw new Error("provider: must be a Provider of pulumi-cavatica (`new Provider(name, {authToken})`)");
  const output = awaitable(account);
  if (!(await output.isKnown)) throw new UnknownAccount(UNKNOWN_ACCOUNT);
  const { endpoint, authToken } = await output.promise();
  return { authToken, ...(endpoint !== undefined && { endpoint }) };
}

/** The provider's endpoint or token depends on something that doesn't exist yet in this preview. */
export class UnknownAccount extends Error {}

const UNKNOWN_ACCOUNT =
  "provider: its endpoint or token isn't known yet in this preview; use the function's …Output form, which waits for it";
