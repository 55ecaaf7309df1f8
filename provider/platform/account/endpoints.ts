import { shownText } from "../errors/shownText";

/** Short names of the platforms and their API addresses, as in the platform's own Python and R clients ("f4c" is R's name of bdc). */
export const PLATFORMS: Readonly<Record<string, string>> = {
  cavatica: "https://cavatica-api.sbgenomics.com/v2",
  cgc: "https://cgc-api.sbgenomics.com/v2",
  "aws-us": "https://api.sbgenomics.com/v2",
  "aws-eu": "https://eu-api.sbgenomics.com/v2",
  bdc: "https://api.sb.biodatacatalyst.nhlbi.nih.gov/v2",
  "ali-cn": "https://api.sevenbridges.cn/v2",
  f4c: "https://api.sb.biodatacatalyst.nhlbi.nih.gov/v2",
};

/** The platforms' web hosts, with their short names. */
const WEB_HOSTS: Readonly<Record<string, string>> = {
  "cavatica.sbgenomics.com": "cavatica",
  "cgc.sbgenomics.com": "cgc",
  "igor.sbgenomics.com": "aws-us",
  "eu.sbgenomics.com": "aws-eu",
  "platform.sb.biodatacatalyst.nhlbi.nih.gov": "bdc",
  "platform.sevenbridges.cn": "ali-cn",
};

/** The API's address by known host, either the API's or the web host. */
const KNOWN_HOSTS: ReadonlyMap<string, string> = new Map([
  ...Object.values(PLATFORMS).map((address) => [new URL(address).host, address] as const),
  ...Object.entries(WEB_HOSTS).map(([host, name]) => [host, PLATFORMS[name]!] as const),
]);

/** Adds the scheme to an address of a known host, which may lack it. */
function withScheme(text: string): string {
  const host = text.split("/")[0]!.toLowerCase();
  return KNOWN_HOSTS.has(host) ? `https://${text}` : text;
}

/** The API's address for any page of a known platform; other hosts (proxies, simulators) are left unchanged. */
function completed(url: URL): string {
  const isWeb = Object.hasOwn(WEB_HOSTS, url.host);
  const path = url.pathname.replace(/\/+$/, "");
  const known = url.protocol === "https:" ? KNOWN_HOSTS.get(url.host) : undefined;
  return known !== undefined && (isWeb || path === "") ? known : url.href.replace(/\/+$/, "");
}

export const DEFAULT_PLATFORM = "cavatica";

/**
 * The API's base address from a short name or an address; a trailing slash is dropped, and addresses of
 * known platforms are completed, so that each platform has one address.
 * Plain http would expose the token to the network, so it is accepted only for this machine's own addresses.
 */
export function resolveEndpoint(given: string): string {
  const text = withScheme(given.trim());
  const name = text.toLowerCase();
  if (Object.hasOwn(PLATFORMS, name)) return PLATFORMS[name]!;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !["https:", "http:"].includes(url.protocol))
    throw new EndpointError(given, `is neither a platform's short name nor an address`);
  if (url.username || url.password || url.search || url.hash)
    throw new EndpointError(given, "must consist of host and path only");
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    throw new EndpointError(given, "uses plain http, which would expose the token to the network; use https");
  }
  return completed(url);
}

/** The URL class has already normalised every spelling of an address (127.1, 0x7f000001, [0:0:0:0:0:0:0:1]). */
export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "localhost." || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);

export class EndpointError extends Error {
  override readonly name = "EndpointError";
  constructor(given: string, why: string) {
    const names = Object.keys(PLATFORMS).join(", ");
    super(
      `endpoint ${shownText(withoutCredentials(given))} ${why}. Allowed: ${names}, or an https address such as ${PLATFORMS["cavatica"]}.`,
    );
  }
}

const withoutCredentials = (text: string): string =>
  text.replace(/\/\/[^/@]*@/, "//…@").replace(/[?#].*$/, "");
