import { proxyFor } from "./proxy";
import { proxyRefusal } from "./proxyAgent";

/** Why a request was never sent to the platform, and what to do. */
export interface Unsent {
  message: string;
  /** Whether it may succeed later. */
  mayPass: boolean;
}

/** Undefined for errors after which it isn't known whether the request was sent. */
export function unsentReason(error: unknown, url: URL): Unsent | undefined {
  const refusal = proxyRefusal(error);
  if (refusal) return proxyReason(refusal.status, (error as Error).message, url);
  const code = String((error as { code?: unknown } | undefined)?.code);
  const tls = TLS_PROBLEMS[code];
  if (tls === undefined) return undefined;
  return { message: `${url.host}${throughText(url)} isn't trusted: ${tls} (${code})`, mayPass: false };
}

/** " through the proxy …", for messages; empty without a proxy. */
export function throughText(url: URL): string {
  const proxy = proxyFor(url);
  return proxy ? ` through the proxy ${proxy.shown} (${proxy.variable})` : "";
}

function proxyReason(status: number | undefined, detail: string, url: URL): Unsent {
  const proxy = proxyFor(url);
  const who = `the proxy ${proxy?.shown ?? ""} from ${proxy?.variable ?? "HTTPS_PROXY"}`;
  const direct = `If ${url.hostname} can be reached directly, add it to NO_PROXY.`;
  if (status === undefined) {
    const why = detail.replace(/^.*reason: /, "");
    return { message: `${who} can't be reached (${why}). Check its host and port. ${direct}`, mayPass: true };
  }
  if (status === 407) {
    const advice = `Write it as http://user:password@${proxy?.shown ?? "host:port"}, with special characters percent-encoded.`;
    return {
      message: `${who} requires a user and password, or refuses the ones given (407). ${advice}`,
      mayPass: false,
    };
  }
  const mayPass = status >= 500 || status === 429;
  const advice = mayPass ? "" : ` Ask its administrators to allow ${url.host}.`;
  return { message: `${who} doesn't connect to ${url.host} (status ${status}).${advice} ${direct}`, mayPass };
}

const OWN_CA =
  "its certificate was issued by an authority that Node.js doesn't know, as in networks that inspect traffic. " +
  "Set NODE_EXTRA_CA_CERTS to a PEM file with the network's certificate authority";

/** Codes of OpenSSL and Node.js (https://nodejs.org/api/tls.html#x509-certificate-error-codes). */
const TLS_PROBLEMS: Readonly<Record<string, string>> = {
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: OWN_CA,
  UNABLE_TO_GET_ISSUER_CERT: OWN_CA,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: OWN_CA,
  SELF_SIGNED_CERT_IN_CHAIN: OWN_CA,
  DEPTH_ZERO_SELF_SIGNED_CERT: OWN_CA,
  CERT_HAS_EXPIRED: "its certificate has expired. Check this machine's clock, and the endpoint",
  CERT_NOT_YET_VALID: "its certificate isn't valid yet. Check this machine's clock",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host. Check the endpoint",
};
