/** What a report shows instead of a secret value. */
export const SECRET = "[secret]";

/** Pulumi marks special values in state with a member of this name (pulumi/pulumi: sdk/go/common/resource/sig). */
const MARK = "4dabf18193072939515e22adb298388d";
const IS_SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Masking shorter ones would hide half of the report. */
const SHORTEST_REDACTED = 5;

type Members = Record<string, unknown>;

const isMembers = (value: unknown): value is Members => typeof value === "object" && value !== null;

const isSecret = (value: unknown): value is Members => isMembers(value) && value[MARK] === IS_SECRET;

/** The value with `SECRET` instead of each secret, encrypted or not (a state may come from `--show-secrets`). */
export function hideSecrets(value: unknown): unknown {
  if (isSecret(value)) return SECRET;
  if (Array.isArray(value)) return value.map(hideSecrets);
  if (!isMembers(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, hideSecrets(member)]));
}

/** The plain text of secrets in a state that shows them: other values, such as messages, may contain them as well. */
export function plainSecrets(value: unknown): string[] {
  const found = new Set<string>();
  collect(value, found);
  return [...found].sort((a, b) => b.length - a.length);
}

function collect(value: unknown, found: Set<string>): void {
  if (!isMembers(value)) return;
  if (isSecret(value)) textsIn(parsed(value["plaintext"]), found);
  else for (const member of Object.values(value)) collect(member, found);
}

/** Without recursion, since the plain text is JSON of its own that may be nested to any depth. */
function textsIn(value: unknown, found: Set<string>): void {
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === "string" && next.length >= SHORTEST_REDACTED) found.add(next);
    else if (isMembers(next)) for (const member of Object.values(next)) open.push(member);
  }
}

function parsed(json: unknown): unknown {
  if (typeof json !== "string") return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

/** The text without any of the secrets. */
export const redact = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((shown, secret) => shown.replaceAll(secret, SECRET), text);
