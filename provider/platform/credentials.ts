import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { parse } from "ini";
import type { Account } from "./client";
import { DEFAULT_PLATFORM, resolveEndpoint } from "./endpoints";

/** Where credentials may come from; the first that has a token wins, and brings its own endpoint. */
export interface CredentialSources {
  /** `new Provider(name, {endpoint, authToken})`. */
  explicit?: Partial<Account> | undefined;
  env: Readonly<Record<string, string | undefined>>;
  /** Stack configuration `cavatica:<key>`. */
  config: (key: "endpoint" | "authToken" | "profile") => string | undefined;
  /** Text of the credentials file, or undefined if there is none. */
  readProfiles?: () => string | undefined;
}

/**
 * The account to work with: explicit provider, environment (SB_API_ENDPOINT, SB_AUTH_TOKEN), stack configuration,
 * profile in ~/.sevenbridges/credentials. That file and those variables are the platform's own: its page
 * "Store credentials to access Seven Bridges client applications and libraries".
 */
export function resolveCredentials(sources: CredentialSources): Account {
  const { explicit, env, config } = sources;
  // Never another account than the one that was named, nor another platform.
  if (explicit) return toAccount(pick(explicit.authToken, explicit.endpoint), NO_TOKEN, undefined);
  const found =
    pick(env["SB_AUTH_TOKEN"], env["SB_API_ENDPOINT"]) ??
    pick(config("authToken"), config("endpoint")) ??
    fromProfile(sources);
  return toAccount(found, NONE_FOUND, config("endpoint"));
}

function toAccount(found: Found | undefined, ifNone: string, endpoint: string | undefined): Account {
  if (!found) throw new CredentialsError(ifNone);
  const authToken = found.authToken.trim();
  if (/[^\x21-\x7e]/.test(authToken))
    throw new CredentialsError("The authentication token has blanks or unusual characters; copy it anew.");
  return { endpoint: resolveEndpoint(found.endpoint ?? endpoint ?? DEFAULT_PLATFORM), authToken };
}

/** Tells accounts apart without holding a token. */
export const accountKey = ({ endpoint, authToken }: Account): string =>
  createHash("sha256").update(`${endpoint}\n${authToken}`).digest("hex");

interface Found {
  authToken: string;
  endpoint?: string | undefined;
}

const pick = (authToken: string | undefined, endpoint: string | undefined): Found | undefined =>
  authToken?.trim() ? { authToken, endpoint: endpoint?.trim() || undefined } : undefined;

function fromProfile(sources: CredentialSources): Found | undefined {
  const name = sources.config("profile") ?? sources.env["SB_PROFILE"];
  const text = (sources.readProfiles ?? readProfilesFile)();
  const section = profileIn(text, name ?? "default");
  if (name && !section) throw new CredentialsError(noProfile(name, text));
  return section && pick(section["auth_token"], section["api_endpoint"]);
}

function profileIn(text: string | undefined, name: string): Record<string, string> | undefined {
  const section: unknown = text === undefined ? undefined : (parse(text) as Record<string, unknown>)[name];
  return typeof section === "object" && section !== null ? (section as Record<string, string>) : undefined;
}

function noProfile(name: string, text: string | undefined): string {
  const names = Object.keys(parse(text ?? "")).join(", ") || "none";
  return `There is no profile "${name}" in ~/.sevenbridges/credentials (profiles there: ${names}).`;
}

function readProfilesFile(): string | undefined {
  try {
    return readFileSync(join(homedir(), ".sevenbridges", "credentials"), "utf8");
  } catch {
    return undefined;
  }
}

const NO_TOKEN = "authToken: the Provider has none (it is missing or empty); give it the account's token.";

const NONE_FOUND =
  "No authentication token for the platform. Set SB_AUTH_TOKEN in the environment, or `pulumi config set --secret cavatica:authToken`, " +
  'or a profile in ~/.sevenbridges/credentials (cavatica:profile or SB_PROFILE names it), or pass `provider: new Provider("…", {authToken})`.';

export class CredentialsError extends Error {
  override readonly name = "CredentialsError";
}
