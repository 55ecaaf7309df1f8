import { afterEach, describe, expect, test, vi } from "vitest";
import { PlatformError } from "../../../provider/platform/errors/errors";
import { proxyFor } from "../../../provider/platform/http/proxy";
import { ProxyRefusal } from "../../../provider/platform/http/proxyAgent";
import { throughText, unsentReason } from "../../../provider/platform/http/unsent";

afterEach(() => vi.unstubAllEnvs());

const NAMES = ["http_proxy", "https_proxy", "all_proxy", "no_proxy"].flatMap((name) => [
  name,
  name.toUpperCase(),
]);
function given(env: Record<string, string>): void {
  for (const name of NAMES) vi.stubEnv(name, env[name] ?? "");
}
const PLATFORM = new URL("https://cavatica-api.sbgenomics.com/v2/files");

describe("the proxy for a URL", () => {
  test.each<[Record<string, string>, string, string | undefined]>([
    [{}, PLATFORM.href, undefined],
    [{ HTTPS_PROXY: "http://proxy:3128" }, PLATFORM.href, "proxy:3128 (HTTPS_PROXY)"],
    [
      { https_proxy: "http://small:1", HTTPS_PROXY: "http://large:2" },
      PLATFORM.href,
      "small:1 (https_proxy)",
    ],
    [{ HTTP_PROXY: "http://proxy:3128" }, PLATFORM.href, undefined],
    [{ HTTP_PROXY: "http://proxy:3128" }, "http://platform.example/v2", "proxy:3128 (HTTP_PROXY)"],
    [{ ALL_PROXY: "http://all:3128" }, PLATFORM.href, "all:3128 (ALL_PROXY)"],
    [{ HTTPS_PROXY: "proxy.lab:3128" }, PLATFORM.href, "proxy.lab:3128 (HTTPS_PROXY)"],
    [{ HTTPS_PROXY: "https://proxy.lab" }, PLATFORM.href, "proxy.lab (HTTPS_PROXY)"],
    [{ HTTPS_PROXY: "http://me:p%40ss@proxy:3128" }, PLATFORM.href, "proxy:3128 (HTTPS_PROXY)"],
    [{ HTTPS_PROXY: "http://proxy:1", NO_PROXY: "*" }, PLATFORM.href, undefined],
    [{ HTTPS_PROXY: "http://proxy:1", no_proxy: ".sbgenomics.com" }, PLATFORM.href, undefined],
    [
      { HTTPS_PROXY: "http://proxy:1", NO_PROXY: "a.b, cavatica-api.sbgenomics.com" },
      PLATFORM.href,
      undefined,
    ],
    [
      { HTTPS_PROXY: "http://proxy:1", NO_PROXY: "cavatica-api.sbgenomics.com:8443" },
      PLATFORM.href,
      "proxy:1 (HTTPS_PROXY)",
    ],
    [{ HTTPS_PROXY: "http://proxy:1", HTTP_PROXY: "http://proxy:1" }, "http://127.0.0.1:4000/v2", undefined],
    [{ HTTPS_PROXY: "http://proxy:1" }, "https://localhost:4000/v2", undefined],
    [{ HTTPS_PROXY: "http://proxy:1" }, "https://localhost./v2", undefined],
    [{ HTTPS_PROXY: "http://proxy:1", HTTP_PROXY: "http://proxy:1" }, "http://[::1]:4000/v2", undefined],
  ])("%j, %s: %s", (env, url, through) => {
    given(env);
    const proxy = proxyFor(new URL(url));
    expect(proxy && `${proxy.shown} (${proxy.variable})`).toBe(through);
    expect(throughText(new URL(url))).toBe(through ? ` through the proxy ${through}` : "");
  });

  test.each([
    ["socks5://me:secret@proxy:1080", /socks5:\/\/ proxies are not supported/],
    ["http://user:1234#secret@proxy:3128", /percent-encode special characters/],
    ["http://user:12/secret@proxy:3128", /percent-encode special characters/],
    ["http://user:12?secret@proxy:3128", /percent-encode special characters/],
    ["http://user:p%zzsecret@proxy:3128", /isn't a percent-encoding; write %25/],
    ["http://", /is not an address/],
    ["http://me:secret@:3128", /is not an address/],
    ["http://me:secret@proxy:port", /is not an address/],
  ])("is rejected without being shown: %s", (value, why) => {
    given({ HTTPS_PROXY: value });
    expect(() => proxyFor(PLATFORM)).toThrow(why);
    expect(() => proxyFor(PLATFORM)).toThrow(/^HTTPS_PROXY: .*http:\/\/user:password@host:port\.$/);
    expect(() => proxyFor(PLATFORM)).not.toThrow(/secret|1234|12\b/);
  });
});

describe("the reason why a call was never sent", () => {
  const reason = (error: unknown) => {
    given({ HTTPS_PROXY: "http://me:secret@proxy.lab:3128" });
    return unsentReason(error, PLATFORM);
  };

  test.each<[number | undefined, boolean, RegExp]>([
    [
      undefined,
      true,
      /proxy\.lab:3128 from HTTPS_PROXY can't be reached \(connect ECONNREFUSED\).*host and port/,
    ],
    [407, false, /requires a user and password.*http:\/\/user:password@proxy\.lab:3128/],
    [403, false, /doesn't connect to cavatica-api\.sbgenomics\.com \(status 403\)\. Ask its administrators/],
    [502, true, /status 502/],
  ])("is a proxy's %s", (status, mayPass, message) => {
    const unsent = reason(new ProxyRefusal("connect ECONNREFUSED", status));
    expect(unsent).toEqual({ message: expect.stringMatching(message), mayPass });
    expect(unsent?.message).not.toContain("secret");
  });

  test("is an untrusted certificate", () => {
    const error = Object.assign(new Error("self-signed"), { code: "SELF_SIGNED_CERT_IN_CHAIN" });
    expect(reason(error)).toEqual({
      message: expect.stringMatching(/through the proxy proxy\.lab:3128.*NODE_EXTRA_CA_CERTS/),
      mayPass: false,
    });
  });

  test.each([new Error("socket hang up"), Object.assign(new Error(""), { code: "ECONNRESET" }), undefined])(
    "can't be given after %s, since the call may have been sent",
    (error) => expect(reason(error)).toBeUndefined(),
  );

  test.each([
    [true, { isTransient: true, isRefusedForNow: true, outcomeUnknown: false }],
    [false, { isTransient: false, isRefusedForNow: false, outcomeUnknown: false }],
  ])("makes the error transient or not: %s", (mayPass, traits) => {
    const error = new PlatformError({ failure: "unsent", call: "GET /x", message: "no", mayPass });
    expect(error).toMatchObject(traits);
    expect(error.message).toBe("GET /x: no.");
  });
});
