import prettyMs from "pretty-ms";
import { DEFAULT_PLATFORM, PLATFORMS } from "../../platform/account/endpoints";
import { userSchema } from "../../platform/account/user";
import { type Client } from "../../platform/http/client";
import { proxyFor } from "../../platform/http/proxy";
import { isPlatformError, type PlatformError, textOf } from "../../platform/errors/errors";
import type { RateHeaders } from "../../platform/rate/serverView";
import { type Check, failed, passed, skipped } from "./check";

const LARGEST_CLOCK_DIFFERENCE_MS = 5 * 60_000;

export interface Reached {
  checks: Check[];
  /** The token's user; undefined if not known. */
  username?: string;
}

/** Checks endpoint, clock, token and budget with one request. */
export async function platformChecks(client: Client, from: string): Promise<Reached> {
  try {
    const { value, rate } = await client.answer({ path: "/user", answer: userSchema });
    const { username } = value;
    const token = passed("Token", `${username}'s, from ${from}`);
    return { username, checks: [endpointOk(client), clockCheck(client), token, budgetCheck(rate)] };
  } catch (error) {
    return { checks: failures(client, from, error) };
  }
}

const NEXT = ["Clock", "Token", "Requests"];

function failures(client: Client, from: string, error: unknown): Check[] {
  if (!isPlatformError(error)) return unreachable(client, textOf(error));
  if (error.failure !== "refused") return unreachable(client, withoutCall(error));
  const token = tokenProblem(client, from, error);
  return [endpointOk(client), clockCheck(client), token, skipped("Requests", "the token isn't valid")];
}

/** The message starts with the call, which isn't useful to users of this command. */
const withoutCall = (error: PlatformError): string => error.message.replace(`${error.call}: `, "");

const unreachable = (client: Client, why: string): Check[] => [
  failed("Endpoint", `${client.account.endpoint} can't be reached: ${why}`, adviceFor(why)),
  ...NEXT.map((name) => skipped(name, "the endpoint can't be reached")),
];

function adviceFor(why: string): string {
  if (/proxy/i.test(why)) return "set HTTPS_PROXY and NO_PROXY as your network requires (docs/network.md)";
  if (/certificate|trusted/i.test(why)) return "see docs/network.md for certificates";
  return "check SB_API_ENDPOINT and the connection; behind a proxy, set HTTPS_PROXY (docs/network.md)";
}

function endpointOk({ account }: Client): Check {
  const proxy = proxyFor(new URL(account.endpoint));
  const way = proxy ? `through the proxy ${proxy.shown} (${proxy.variable})` : "directly";
  return passed("Endpoint", `${account.endpoint} responds, ${way}`);
}

function clockCheck({ clockDifference }: Client): Check {
  if (clockDifference === undefined) return skipped("Clock", "the platform doesn't show its time");
  const shown = prettyMs(Math.abs(clockDifference), { unitCount: 2, secondsDecimalDigits: 0 });
  if (Math.abs(clockDifference) < LARGEST_CLOCK_DIFFERENCE_MS)
    return passed("Clock", `agrees with the platform's (${shown} apart)`);
  const way = clockDifference > 0 ? "behind" : "ahead of";
  return failed("Clock", `${shown} ${way} the platform's`, "set this machine's clock, preferably by NTP");
}

function tokenProblem({ account }: Client, from: string, error: PlatformError): Check {
  const known = Object.entries(PLATFORMS).find(([, address]) => address === account.endpoint)?.[0];
  const platform = known ?? account.endpoint;
  if (!error.isUnauthorized)
    return failed("Token", `from ${from}: ${withoutCall(error)}`, "see docs/errors.md for the code");
  const others = Object.keys(PLATFORMS).filter((name) => name !== known);
  return failed(
    "Token",
    `from ${from}: ${platform} doesn't accept it (401): it has expired, or belongs to another platform`,
    `generate a new one on ${platform} (Developer > Authentication token), or set SB_API_ENDPOINT to the platform it ` +
      `belongs to (${others.join(", ")}; default ${DEFAULT_PLATFORM})`,
  );
}

function budgetCheck({ remaining, limit }: RateHeaders): Check {
  if (remaining === undefined) return skipped("Requests", "the platform doesn't show how many are left");
  const found = `${remaining}${limit === undefined ? "" : ` of ${limit}`} left in this window`;
  return remaining > 0
    ? passed("Requests", found)
    : failed("Requests", found, "wait a few minutes, or stop other tools of this account");
}
