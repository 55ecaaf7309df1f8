import { getProxyForUrl } from "proxy-from-env";
import { isLoopback } from "../account/endpoints";

/** The proxy that a request goes through, as the environment names it. */
export interface Proxy {
  /** Includes the user and password, if any; never shown. */
  url: URL;
  /** Host and port, for messages. */
  shown: string;
  /** The variable that names it. */
  variable: string;
}

/** As in curl and Node's own libraries, the lower-case name takes precedence. */
const VARIABLES = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];
const PLAIN_VARIABLES = ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"];

/**
 * The proxy for an address, by HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY in either case; undefined for none.
 * This machine's own addresses are never reached through one.
 *
 * @throws {ProxyError} if the variable's value can't be used
 */
export function proxyFor(url: URL): Proxy | undefined {
  if (isLoopback(url.hostname)) return undefined;
  const given = getProxyForUrl(url.href);
  return given ? readProxy(given, url) : undefined;
}

/** Without a scheme it is an HTTP proxy, as for curl; the library would assume the address's own scheme. */
function readProxy(given: string, target: URL): Proxy {
  const names = target.protocol === "http:" ? PLAIN_VARIABLES : VARIABLES;
  const variable = names.find((name) => process.env[name]) ?? names[1]!;
  const written = process.env[variable]?.trim() ?? given;
  const text = written.includes("://") ? written : `http://${written}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const why = url ? problemOf(url) : "it is not an address";
  if (!url || why)
    throw new ProxyError(
      `${variable}: ${why}. Write it as http://host:port or http://user:password@host:port.`,
    );
  return { url, shown: url.host, variable };
}

/** Neither the value nor parts of it are shown: with a typo, the password may be anywhere. */
function problemOf({
  protocol,
  hostname,
  pathname,
  search,
  hash,
  username,
  password,
}: URL): string | undefined {
  if (hostname === "") return "it names no host";
  if (protocol !== "http:" && protocol !== "https:")
    return `${protocol}// proxies are not supported, only http:// and https:// ones`;
  // A "/", "?" or "#" in a password ends the host early, so that part of the password would be shown as the host.
  if (!["", "/"].includes(pathname) || search || hash)
    return "it has more than user, password, host and port; percent-encode special characters in the password";
  return [username, password].every(isEncoded)
    ? undefined
    : "its user or password has a % that isn't a percent-encoding; write %25 instead";
}

function isEncoded(text: string): boolean {
  try {
    return decodeURIComponent(text) !== undefined;
  } catch {
    return false;
  }
}

/** The environment's proxy setting can't be used. Nothing was sent. */
export class ProxyError extends Error {
  override readonly name = "ProxyError";
}
