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

/** What people see in the browser, by the short name. */
const WEB_HOSTS: Readonly<Record<string, string>> = {
  "cavatica.sbgenomics.com": "cavatica",
  "cgc.sbgenomics.com": "cgc",
  "igor.sbgenomics.com": "aws-us",
  "eu.sbgenomics.com": "aws-eu",
  "platform.sb.biodatacatalyst.nhlbi.nih.gov": "bdc",
  "platform.sevenbridges.cn": "ali-cn",
};

/** API address by each host that we know, be it the API's or the browser's. */
const KNOWN_HOSTS: ReadonlyMap<string, string> = new Map([
  ...Object.values(PLATFORMS).map((address) => [new URL(address).host, address] as const),
  ...Object.entries(WEB_HOSTS).map(([host, name]) => [host, PLATFORMS[name]!] as const),
]);

/** An address of a known host may lack its scheme. */
function withScheme(text: string): string {
  const host = text.split("/")[0]!.toLowerCase();
  return KNOWN_HOSTS.has(host) ? `https://${text}` : text;
}

/** The API's address for any page of a known platform; of other hosts (proxies, simulators) the address as it is. */
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
 * Plain http would show the token to the network, so it is accepted for this machine's own addresses alone.
 */
export function resolveEndpoint(given: string): string {
  const text = withScheme(given.trim());
  const name = text.toLowerCase();
  if (Object.hasOwn(PLATFORMS, name)) return PLATFORMS[name]!;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !["https:", "http:"].includes(url.protocol))
    throw new EndpointError(given, `is neither a platform's name nor an address`);
  if (url.username || url.password || url.search || url.hash)
    throw new EndpointError(given, "has more than host and path");
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    throw new EndpointError(given, "is plain http, which would show the token to the network; use https");
  }
  return completed(url);
}

/** URL has brought every spelling of an address (127.1, 0x7f000001, [0:0:0:0:0:0:0:1]) into one form. */
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
