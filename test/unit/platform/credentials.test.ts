import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  accountKey,
  type CredentialSources,
  resolveCredentials,
} from "../../../provider/platform/account/credentials";

const CGC = "https://cgc-api.sbgenomics.com/v2";
const CAVATICA = "https://cavatica-api.sbgenomics.com/v2";

interface Given {
  explicit?: CredentialSources["explicit"];
  env?: Record<string, string>;
  config?: Record<string, string>;
  file?: string | undefined;
}

const resolve = ({ explicit, env = {}, config = {}, file }: Given) =>
  resolveCredentials({ explicit, env, config: (key) => config[key], readProfiles: () => file });

const profile = (name: string, token: string, endpoint?: string) =>
  `[${name}]\n${endpoint ? `api_endpoint = ${endpoint}\n` : ""}auth_token = ${token}\n`;

const ALL = {
  explicit: { authToken: "explicit", endpoint: "bdc" },
  env: { SB_AUTH_TOKEN: "env", SB_API_ENDPOINT: "aws-us" },
  config: { authToken: "config", endpoint: "aws-eu" },
  file: profile("default", "file", CGC),
};

describe("the first source with a token wins, with its own endpoint", () => {
  const { env, config, file } = ALL;
  test.each<[string, Given, string, string]>([
    ["an explicit Provider", ALL, "explicit", "https://api.sb.biodatacatalyst.nhlbi.nih.gov/v2"],
    ["environment", { env, config, file }, "env", "https://api.sbgenomics.com/v2"],
    ["configuration", { config, file }, "config", "https://eu-api.sbgenomics.com/v2"],
    ["profile", { file }, "file", CGC],
  ])("%s", (_, given, authToken, endpoint) => expect(resolve(given)).toEqual({ endpoint, authToken }));

  test("the default platform is CAVATICA", () => {
    expect(resolve({ env: { SB_AUTH_TOKEN: "t" } }).endpoint).toBe(CAVATICA);
    expect(resolve({ explicit: { authToken: "t" }, env: ALL.env }).endpoint).toBe(CAVATICA);
  });
});

describe("an endpoint from one source and the token from another", () => {
  test.each<[string, Given, string]>([
    [
      "token of the environment, endpoint of the configuration",
      { env: { SB_AUTH_TOKEN: "t" }, config: { endpoint: "cgc" } },
      CGC,
    ],
    [
      "token of the configuration, endpoint of the environment",
      { env: { SB_API_ENDPOINT: "cgc" }, config: { authToken: "t" } },
      CGC,
    ],
    [
      "the configuration's token is sent to its own platform only",
      { env: { SB_API_ENDPOINT: "aws-us" }, config: { authToken: "t", endpoint: "cgc" } },
      CGC,
    ],
    [
      "a profile's token is sent to its own platform only",
      {
        env: { SB_API_ENDPOINT: "aws-us" },
        config: { endpoint: "aws-eu" },
        file: profile("default", "t", CGC),
      },
      CGC,
    ],
    [
      "a profile without an endpoint",
      { env: { SB_API_ENDPOINT: "cgc" }, file: profile("default", "t") },
      CGC,
    ],
    ["only a profile's token", { file: profile("default", "t") }, CAVATICA],
  ])("%s", (_, given, endpoint) => expect(resolve(given)).toEqual({ endpoint, authToken: "t" }));

  test("an explicit Provider without a token gets no other source's", () => {
    const text = /^authToken: the Provider has none/;
    expect(() => resolve({ ...ALL, explicit: { endpoint: "cgc" } })).toThrow(text);
    expect(() => resolve({ ...ALL, explicit: { authToken: " " } })).toThrow(text);
  });
});

describe("empty settings count as omitted", () => {
  test.each<[string, Given]>([
    [
      "a pipeline's variables",
      { env: { SB_AUTH_TOKEN: "", SB_API_ENDPOINT: " ", SB_PROFILE: "" }, file: ALL.file },
    ],
    ["configuration", { config: { authToken: " ", endpoint: "", profile: "" }, file: ALL.file }],
  ])("%s", (_, given) => expect(resolve(given)).toEqual({ endpoint: CGC, authToken: "file" }));

  test("whitespace around a token is removed", () => {
    expect(resolve({ env: { SB_AUTH_TOKEN: " t\n", SB_API_ENDPOINT: " cgc " } })).toEqual({
      endpoint: CGC,
      authToken: "t",
    });
  });
});

describe("profiles", () => {
  const file = [
    profile("default", "of-default"),
    profile("my.lab", "of-dotted", CGC),
    profile("my", "of-my"),
    profile("my.lab.old", "of-deeper"),
    "# a remark\r\n[windows]\r\nauth_token=of=windows\r\n",
    "[no-token]\napi_endpoint = cgc\n[flag]\nauth_token\n",
  ].join("\n");
  const tokenOf = (name: string) => resolve({ config: { profile: name }, file }).authToken;

  test.each([
    ["default", "of-default"],
    ["my.lab", "of-dotted"],
    ["my", "of-my"],
    ["my.lab.old", "of-deeper"],
    ["windows", "of=windows"],
  ])("%s", (name, token) => expect(tokenOf(name)).toBe(token));

  test("the first profile is read in a file with a byte order mark", () => {
    expect(resolve({ file: `\uFEFF${ALL.file}` }).authToken).toBe("file");
  });

  test("cavatica:profile takes precedence over SB_PROFILE, and that over the default profile", () => {
    const env = { SB_PROFILE: "my" };
    expect(resolve({ env, config: { profile: "windows" }, file }).authToken).toBe("of=windows");
    expect(resolve({ env, file }).authToken).toBe("of-my");
    expect(resolve({ file }).authToken).toBe("of-default");
  });

  test.each([
    [
      "lab",
      /There is no profile "lab" in ~\/\.sevenbridges\/credentials \(profiles there: default, .*my\.lab/,
    ],
    ["constructor", /There is no profile "constructor"/],
    ["__proto__", /There is no profile "__proto__"/],
    ["no-token", /^Profile "no-token" in ~\/\.sevenbridges\/credentials has no auth_token\.$/],
    ["flag", /^Profile "flag" .* has no auth_token\.$/],
  ])("%s: %s", (name, text) => expect(() => tokenOf(name)).toThrow(text));

  test("no token is shown, whether mistaken for a profile's name or alone in the file", () => {
    const token = "0123456789abcdef0123456789abcdef";
    const given = { config: { profile: token }, file: `${token}\n` };
    expect(() => resolve(given)).toThrow(
      'There is no profile "…" in ~/.sevenbridges/credentials (profiles there: none).',
    );
  });
});

describe("the credentials file", () => {
  let home = "";
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "cavatica-home-"));
    vi.stubEnv("HOME", home);
    vi.stubEnv("USERPROFILE", home);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(home, { recursive: true });
  });
  const fromHome = () => resolveCredentials({ env: {}, config: () => undefined });

  test("is ~/.sevenbridges/credentials", () => {
    mkdirSync(join(home, ".sevenbridges"));
    writeFileSync(join(home, ".sevenbridges/credentials"), ALL.file);
    expect(fromHome()).toEqual({ endpoint: CGC, authToken: "file" });
  });

  test("may be missing", () => {
    expect(fromHome).toThrow(
      /No authentication token for the platform\. Set SB_AUTH_TOKEN .*pulumi config set --secret cavatica:authToken.*profile.*new Provider/,
    );
  });

  test("is named if it can't be read", () => {
    mkdirSync(join(home, ".sevenbridges/credentials"), { recursive: true });
    expect(fromHome).toThrow("~/.sevenbridges/credentials can't be read (EISDIR).");
  });
});

test.each(["two words", "tökén", "line\nbreak"])(
  "the token %j is rejected without showing it",
  (authToken) => {
    expect(() => resolve({ env: { SB_AUTH_TOKEN: authToken } })).toThrow(
      /^The authentication token contains spaces or unusual characters; copy it again from the platform\.$/,
    );
  },
);

test("an account's key contains no token, and distinguishes accounts and platforms", () => {
  const one = { endpoint: CGC, authToken: "token-one" };
  const keys = [one, { ...one, authToken: "token-two" }, { ...one, endpoint: CAVATICA }].map(accountKey);
  expect(new Set(keys).size).toBe(3);
  expect(keys.join()).not.toContain("token");
});
