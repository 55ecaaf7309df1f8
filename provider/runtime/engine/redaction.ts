import { printable } from "../../platform/errors/shownText";

/** Secrets this process has used, and what is shown instead. */
const kept = new Map<string, string>();

/** Shorter ones might occur inside other words by chance. */
const SHORTEST = 8;

/** From now on the secret is masked in errors and log lines, whatever part of a response contains it. */
export function keepSecret(secret: string, shown = "[secret]"): void {
  if (secret.length < SHORTEST) return;
  const escaped = JSON.stringify(secret).slice(1, -1);
  const onOneLine = secret.replace(/\s+/g, " ").trim();
  for (const form of [secret, escaped, onOneLine]) kept.set(form, shown);
}

/** The text without secrets, and without characters that act on a terminal. */
export const redact = (text: string): string =>
  printable([...kept].reduce((clean, [secret, shown]) => clean.replaceAll(secret, shown), text));
