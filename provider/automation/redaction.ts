import type { ConfigMap } from "@pulumi/pulumi/automation";
import { redact } from "../report/secrets";

const SECRET_NAMES = /TOKEN|SECRET|PASSWORD|PASSPHRASE|PRIVATE_KEY|ACCESS_KEY/i;

/**
 * Removes secrets from the CLI's messages. Its errors quote whole command lines, and that of `config set-all` contains the
 * configuration's secrets.
 */
export class Redaction {
  private readonly secrets: string[];

  constructor(config: ConfigMap, env: Readonly<Record<string, string | undefined>>) {
    const ofConfig = Object.values(config).flatMap(({ secret, value }) => (secret ? [value] : []));
    const ofEnv = Object.entries(env).flatMap(([name, value]) =>
      SECRET_NAMES.test(name) ? [value ?? ""] : [],
    );
    this.secrets = [...ofConfig, ...ofEnv].filter((value) => value.length > 0);
  }

  /** Adds secrets that a state has shown. */
  add(secrets: readonly string[]): void {
    this.secrets.push(...secrets);
  }

  clean(text: string): string {
    return redact(
      text,
      [...this.secrets].sort((a, b) => b.length - a.length),
    );
  }
}
