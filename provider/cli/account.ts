import { findCredentials } from "../platform/account/credentials";
import { Client } from "../platform/http/client";
import { clockFrom } from "../platform/time/clock";
import { waitAnnouncer } from "../platform/time/waitAnnouncer";
import { configOf } from "./doctor/config";
import { thisMachine } from "./doctor/machine";

/** A client for the account from the environment, the stack configuration or a profile, in that order. */
export async function clientHere(): Promise<Client> {
  const { env } = process;
  const config = env["SB_AUTH_TOKEN"]?.trim() ? () => undefined : await configOf(thisMachine());
  const { account } = findCredentials({ env, config });
  const waits = waitAnnouncer((line) => process.stderr.write(`${line}\n`));
  return new Client(account, { clock: clockFrom(env), waits });
}
