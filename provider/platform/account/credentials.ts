import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { parse } from "ini";
import type { Account } from "../http/client";
import { DEFAULT_PLATFORM, resolveEndpoint } from "./endpoints";
import { shownText } from "../errors/shownText";

/** Where credentials may come from; the first source with a token wins, and its endpoint is used. */
export interface CredentialSources {
  /** `new Provider(name, {endpoint, authToken})`. */
  explicit?: Partial<Account> | undefined;
  env: Readonly<Record<string, string | undefined>>;
  /** Stack configuration `cavatica:<key>`. */
  config: (key: "endpoint" | "authToken" | "profile") => string | undefined;
  /** Contents of the credentials file, or undefined if there is none. */
  readProfiles?: () => string | undefined;
}

/**
 * The account to use: explicit provider, environment (SB_API_ENDPOINT, SB_AUTH_TOKEN), stack configuration, or profile in
 * ~/.sevenbridges/credentials. The file and the variables are the platform's own:
 * https://docs.sevenbridges.com/docs/store-credentials-to-access-seven-bridges-client-applications-and-libraries
 * The first source with a token wins, and a token is only sent to the endpoint from the same source. If that source names
 * none, the environment's endpoint is used, or else the configuration's.
 */
export const resolveCredentials = (sources: CredentialSources): Account => findCredentials(sources).account;

/** The same, with a description of where the token comes from. */
export function findCredentials(sources: CredentialSources): { account: Account; from: string } {
  const { explicit, env, config } = sources;
  // Never falls back to another account or platform than the one given explicitly.
  if (explicit) return toAccount(pick("the Provider", explicit.authToken, explicit.endpoint), NO_TOKEN);
  const found =
    pick("SB_AUTH_TOKEN in the environment", env["SB_AUTH_TOKEN"], env["SB_API_ENDPOINT"]) ??
    pick("cavatica:authToken in the stack's configuration", config("authToken"), config("endpoint")) ??
    fromProfile(sources);
  return toAccount(found, NONE_FOUND, filled(env["SB_API_ENDPOINT"]) ?? filled(config("endpoint")));
}

function toAccount(found: Found | undefined, ifNone: string, endpoint = DEFAULT_PLATFORM) {
  if (!found) throw new CredentialsError(ifNone);
  const { authToken, from } = found;
  if (/[^\x21-\x7e]/.test(authToken))
    throw new CredentialsError(
      "The authentication token contains spaces or unusual characters; copy it again from the platform.",
    );
  return { account: { endpoint: resolveEndpoint(found.endpoint ?? endpoint), authToken }, from };
}

/** Distinguishes accounts without containing a token. */
export const accountKey = ({ endpoint, authToken }: Account): string =>
  createHash("sha256").update(`${endpoint}\n${authToken}`).digest("hex");

interface Found {
  /** Where it was found, for messages. */
  from: string;
  authToken: string;
  endpoint?: string | undefined;
}

/** A setting's value; a blank one, such as a pipeline's empty variable, counts as none. */
const filled = (text: unknown): string | undefined =>
  typeof text === "string" && text.trim() ? text.trim() : undefined;

function pick(from: string, authToken: unknown, endpoint: unknown): Found | undefined {
  const token = filled(authToken);
  return token === undefined ? undefined : { from, authToken: token, endpoint: filled(endpoint) };
}

/** A profile given by name must exist; the default one needn't. */
function fromProfile(sources: CredentialSources): Found | undefined {
  const named = filled(sources.config("profile")) ?? filled(sources.env["SB_PROFILE"]);
  const profiles = profilesIn((sources.readProfiles ?? readProfilesFile)());
  const name = named ?? "default";
  const profile = profiles.get(name);
  const from = `profile ${shownText(name)} in ~/.sevenbridges/credentials`;
  const found = profile && pick(from, profile["auth_token"], profile["api_endpoint"]);
  if (named === undefined || found) return found;
  const problem = profile
    ? `Profile ${shownText(named)} in ~/.sevenbridges/credentials has no auth_token.`
    : `There is no profile ${shownText(named)} in ~/.sevenbridges/credentials (profiles there: ${[...profiles.keys()].join(", ") || "none"}).`;
  throw new CredentialsError(problem);
}

/**
 * The profiles of a credentials file. To `ini`, an unescaped dot in a section's name starts a subsection; to the platform's
 * clients it is an ordinary character.
 */
function profilesIn(text = ""): Map<string, Readonly<Record<string, unknown>>> {
  const plain = text
    .replace(/^\uFEFF/, "")
    .replace(/^\[[^\]\r\n]*\]/gm, (name) => name.replaceAll(".", "\\."));
  const isProfile = (entry: [string, unknown]): entry is [string, Record<string, unknown>] =>
    typeof entry[1] === "object" && entry[1] !== null;
  return new Map(Object.entries(parse(plain)).filter(isProfile));
}

function readProfilesFile(): string | undefined {
  try {
    return readFileSync(join(homedir(), ".sevenbridges", "credentials"), "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new CredentialsError(`~/.sevenbridges/credentials can't be read (${code}).`);
  }
}

const NO_TOKEN = "authToken: the Provider has none (it is missing or empty); give it the account's token.";

const NONE_FOUND =
  "No authentication token for the platform. Set SB_AUTH_TOKEN in the environment, or `pulumi config set --secret cavatica:authToken`, " +
  'or a profile in ~/.sevenbridges/credentials (cavatica:profile or SB_PROFILE names it), or pass `provider: new Provider("…", {authToken})`.';

export class CredentialsError extends Error {
  override readonly name = "CredentialsError";
}
