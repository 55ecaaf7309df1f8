import fc from "fast-check";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { CredentialsError, findCredentials } from "../../provider/platform/account/credentials";
import { EndpointError, isLoopback, resolveEndpoint } from "../../provider/platform/account/endpoints";
import { ProxyError, proxyFor } from "../../provider/platform/http/proxy";
import { callOf } from "../../provider/runtime/engine/hiddenInputs";
import { configure, pollInterval, SettingError } from "../../provider/runtime/account/session";
import { fuzz } from "./fuzz";
import { mutated, odd, textOf } from "./inputs";

const INI = ["[default]", "[lab.one]", "[", "]", "\n", "\r\n", "auth_token", "api_endpoint", " = ", "=", ":"];
const VALUES = ["0123456789abcdef", "https://cgc-api.sbgenomics.com/v2", "cgc", ";", "#", '"', "[]", "[a]"];

const PROFILES = `[default]
auth_token = 0123456789abcdef
api_endpoint = https://cgc-api.sbgenomics.com/v2

[lab.one]
auth_token = fedcba9876543210
`;

describe("credentials", () => {
  fuzz("credentials file", {
    inputs: fc.record({
      text: fc.oneof(textOf(...INI, ...VALUES), mutated(PROFILES, ...INI, ...VALUES)),
      profile: fc.option(fc.oneof(odd, fc.constantFrom("default", "lab.one")), { nil: undefined }),
    }),
    run({ text, profile }) {
      const { account } = findCredentials({
        env: { SB_PROFILE: profile },
        config: () => undefined,
        readProfiles: () => text,
      });
      expect(typeof account.authToken).toBe("string");
      expect(isSafe(account.endpoint)).toBe(true);
    },
    refusals: [CredentialsError, EndpointError],
  });

  fuzz("endpoint", {
    inputs: textOf(
      ...[
        "https://",
        "http://",
        "cgc",
        "cavatica",
        "cavatica.sbgenomics.com",
        "localhost",
        "127.0.0.1",
        "[::1]",
      ],
      ...["/v2", "/", ":", "@", "?", "#", "user", "8099", "example.org", " "],
    ),
    run: (text) => expect(isSafe(resolveEndpoint(text))).toBe(true),
    refusals: [EndpointError],
  });
});

/** Whether a token may be sent there. */
const isSafe = (endpoint: string): boolean => {
  const { protocol, hostname, username, search } = new URL(endpoint);
  return (protocol === "https:" || isLoopback(hostname)) && username === "" && search === "";
};

const PROXY_VARIABLES = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"];

describe("proxies", () => {
  const before = { ...process.env };
  beforeAll(() => {
    for (const name of PROXY_VARIABLES) delete process.env[name];
  });
  afterAll(() => {
    for (const name of PROXY_VARIABLES) delete process.env[name];
    Object.assign(process.env, before);
  });

  const PARTS = [
    "http://",
    "https://",
    "socks5://",
    "proxy",
    ".example",
    ":",
    "8080",
    "@",
    "user",
    "pass%",
    "%40",
    "/",
  ];
  fuzz("proxy settings", {
    inputs: fc.record({
      proxy: textOf(...PARTS),
      exceptions: textOf("*", ".", ",", "platform", ".example", ":443", " "),
    }),
    run({ proxy, exceptions }) {
      // The environment ends a value at its first NUL.
      process.env["HTTPS_PROXY"] = proxy.replaceAll("\0", "");
      process.env["NO_PROXY"] = exceptions.replaceAll("\0", "");
      const found = proxyFor(new URL("https://platform.example/v2"));
      if (found) expect(found.shown).toBe(found.url.host);
    },
    refusals: [ProxyError],
  });
});

const DURATIONS = [
  "1",
  "30",
  "1.5",
  "1e9",
  "-",
  "h",
  "m",
  "s",
  "ms",
  "d",
  "y",
  " ",
  ",",
  "and",
  "µs",
  "9".repeat(300),
];

describe("durations", () => {
  fuzz("duration of a timeout", {
    inputs: textOf(...DURATIONS),
    run(text) {
      const { timeout } = callOf({ __timeouts: { create: text } }, "create");
      expect(timeout).toBeGreaterThanOrEqual(0);
      expect(Number.isNaN(timeout)).toBe(false);
    },
  });

  fuzz("duration of cavatica:pollInterval", {
    inputs: textOf(...DURATIONS),
    run(text) {
      configure({ get: () => text });
      const ms = pollInterval();
      expect(ms >= 0 && Number.isFinite(ms)).toBe(true);
    },
    refusals: [SettingError],
  });
});
