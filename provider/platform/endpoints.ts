import { shownText } from "./shown";

/** Short names of the platforms and their API addresses (as in the platform's own Python and R clients). */
export const PLATFORMS: Readonly<Record<string, string>> = {
  cavatica: "https://cavatica-api.sbgenomics.com/v2",
  cgc: "https://cgc-api.sbgenomics.com/v2",
  "aws-us": "https://api.sbgenomics.com/v2",
  "aws-eu": "https://eu-api.sbgenomics.com/v2",
  bdc: "https://api.sb.biodatacatalyst.nhlbi.nih.gov/v2",
};

export const DEFAULT_PLATFORM = "cavatica";

/**
 * The API's base address from a short name or an address; a trailing slash is dropped.
 * Plain http would show the token to the network, so it is accepted for this machine's own addresses alone.
 */
export function resolveEndpoint(given: string): string {
  const text = given.trim();
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
  return url.href.replace(/\/+$/, "");
}

/** URL has brought every spelling of an address (127.1, 0x7f000001, [0:0:0:0:0:0:0:1]) into one form. */
const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);

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
