import type * as pulumi from "@pulumi/pulumi";
import { type Lookups, lookups, UnknownAccount } from "../../functions/account";
import type { Client } from "../../platform/http/client";
import { CredentialsError } from "../../platform/account/credentials";
import type { Declaration } from "../../resources/declarations";
import { Provider } from "../../resources/provider";

/** Why nothing can be looked up on an account; "unknown": this preview doesn't know yet which one it is. */
export interface NoAccount {
  client: undefined;
  why: "unknown" | "no credentials" | "wrong";
  text: string;
}

/** The account that a resource's exports run on. */
export async function accountOf({ resource, type }: Declaration): Promise<{ client: Client } | NoAccount> {
  const provider = resource.getProvider(`pulumi-nodejs:dynamic/cavatica:${type}`);
  if (provider && !isOurs(provider))
    return { client: undefined, why: "unknown", text: "its provider doesn't belong to this package" };
  try {
    return { client: (await asked(provider)).client };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { client: undefined, why: whyOf(error), text };
  }
}

function whyOf(error: unknown): NoAccount["why"] {
  if (error instanceof UnknownAccount) return "unknown";
  return error instanceof CredentialsError ? "no credentials" : "wrong";
}

const asked = (provider: Provider | undefined): Promise<Lookups> => lookups(provider ? { provider } : {});

/** Recognised by the member that look-ups need, since a program may load two copies of this package. */
const isOurs = (provider: pulumi.ProviderResource): provider is Provider =>
  provider instanceof Provider || "account" in provider;
