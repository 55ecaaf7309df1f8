import { Command, InvalidArgumentError } from "commander";
import { volumeId } from "../../inputs/fields";
import { findCredentials } from "../../platform/account/credentials";
import { textOf } from "../../platform/errors/errors";
import { Client } from "../../platform/http/client";
import { clockFrom } from "../../platform/time/clock";
import { print } from "../deliver";
import { type Check, failed, lineOf, skipped } from "./check";
import { configOf } from "./config";
import { cliCheck, type Machine, nodeCheck, packageChecks, thisMachine } from "./machine";
import { platformChecks } from "./platform";
import { volumeChecks, volumeSkipped } from "./volume";

/** The time limit of the whole command. */
const WITHIN_MS = 8_000;

/** The command "doctor". */
export function doctorCommand(): Command {
  return new Command("doctor")
    .description("check what exports need, and say how to fix what is missing")
    .option("--volume <owner/name>", "also check that this volume can be exported to", volume)
    .option("--json", "print the checks as JSON")
    .addHelpText("after", "\nThe exit code is 1 if a check fails. The token is never printed.")
    .action(async ({ volume: id, json }: { volume?: string; json?: boolean }) => {
      const checks = await examine(thisMachine(), process.env, id);
      const text = json ? jsonOf(checks) : checks.map(lineOf).join("\n");
      await print(`${text}\n`);
      if (!allOk(checks)) process.exitCode = 1;
    });
}

/** In JSON, `ok` is null for a check that couldn't be made. */
function jsonOf(checks: readonly Check[]): string {
  const shown = checks.map(({ ok = null, ...rest }) => ({ ...rest, ok }));
  return JSON.stringify({ ok: allOk(checks), checks: shown }, null, 2);
}

const allOk = (checks: readonly Check[]): boolean => checks.every(({ ok }) => ok !== false);

function volume(text: string): string {
  if (!volumeId.safeParse(text).success) throw new InvalidArgumentError('give its id, "owner/name".');
  return text;
}

/** All checks, in the order in which they depend on each other. */
export async function examine(
  machine: Machine,
  env: Readonly<Record<string, string | undefined>>,
  volume: string | undefined,
): Promise<Check[]> {
  const [cli, packages] = await Promise.all([cliCheck(machine), packageChecks(machine)]);
  return [nodeCheck(machine), cli, ...packages, ...(await accountChecks(machine, env, volume))];
}

const ACCOUNT = ["Endpoint", "Clock", "Token", "Requests"];

async function accountChecks(
  machine: Machine,
  env: Readonly<Record<string, string | undefined>>,
  volume: string | undefined,
): Promise<Check[]> {
  const config = await configOf(machine);
  let found;
  try {
    found = findCredentials({ env, config });
  } catch (error) {
    const why = "there are no credentials";
    const rest = ACCOUNT.filter((name) => name !== "Token").map((name) => skipped(name, why));
    const token = failed(
      "Token",
      textOf(error),
      "make one on the platform: Developer > Authentication token",
    );
    return [token, ...rest, ...(volume === undefined ? [] : volumeSkipped(why))];
  }
  const client = new Client(found.account, { clock: clockFrom(process.env), withinMs: WITHIN_MS });
  const { checks, username } = await platformChecks(client, found.from);
  if (volume === undefined) return checks;
  const more =
    username === undefined ? volumeSkipped("nobody is signed in") : volumeChecks(client, volume, username);
  return [...checks, ...(await more)];
}
