/** Secrets this process has worked with, and what is shown in their place. */
const kept = new Map<string, string>();

/** Shorter ones would be found by chance inside other words. */
const SHORTEST = 8;

/** From now on the secret shows in no error and no log line, however the platform's answer has wrapped it. */
export function keepSecret(secret: string, shown = "[secret]"): void {
  if (secret.length < SHORTEST) return;
  const escaped = JSON.stringify(secret).slice(1, -1);
  const onOneLine = secret.replace(/\s+/g, " ").trim();
  for (const form of [secret, escaped, onOneLine]) kept.set(form, shown);
}

export const redact = (text: string): string =>
  [...kept].reduce((clean, [secret, shown]) => clean.replaceAll(secret, shown), text);
