import { describe, expect, test } from "vitest";
import { PLATFORMS, resolveEndpoint } from "../../../provider/platform/account/endpoints";

const TOKEN = "0123456789abcdef0123456789abcdef";

describe("short names of platforms", () => {
  test.each([
    ["cavatica", "https://cavatica-api.sbgenomics.com/v2"],
    ["cgc", "https://cgc-api.sbgenomics.com/v2"],
    ["aws-us", "https://api.sbgenomics.com/v2"],
    ["aws-eu", "https://eu-api.sbgenomics.com/v2"],
    ["bdc", "https://api.sb.biodatacatalyst.nhlbi.nih.gov/v2"],
    ["ali-cn", "https://api.sevenbridges.cn/v2"],
    ["f4c", "https://api.sb.biodatacatalyst.nhlbi.nih.gov/v2"],
  ])("include %s", (name, address) => {
    expect(resolveEndpoint(name)).toBe(address);
    expect(resolveEndpoint(` ${name.toUpperCase()}\n`)).toBe(address);
  });

  test("include no others", () => {
    expect(Object.keys(PLATFORMS)).toHaveLength(7);
  });

  test.each(["constructor", "toString", "__proto__", "hasOwnProperty"])(
    "don't include %s, which every object has",
    (name) =>
      expect(() => resolveEndpoint(name)).toThrow(/is neither a platform's short name nor an address/),
  );
});

describe("endpoint URLs", () => {
  test.each([
    ["https://example.org/v2", "https://example.org/v2"],
    ["https://example.org/v2/", "https://example.org/v2"],
    ["https://example.org/v2//", "https://example.org/v2"],
    ["HTTPS://Example.ORG/v2", "https://example.org/v2"],
    ["https://example.org", "https://example.org"],
    ["https://example.org:8443/v2", "https://example.org:8443/v2"],
    ["https://cavatica-api.sbgenomics.com", PLATFORMS["cavatica"]],
    ["https://cavatica-api.sbgenomics.com/", PLATFORMS["cavatica"]],
    ["cavatica-api.sbgenomics.com/v2", PLATFORMS["cavatica"]],
    ["Cavatica-API.sbgenomics.com", PLATFORMS["cavatica"]],
    ["https://cavatica.sbgenomics.com", PLATFORMS["cavatica"]],
    ["https://cavatica.sbgenomics.com/u/lab/run7", PLATFORMS["cavatica"]],
    ["cgc.sbgenomics.com", PLATFORMS["cgc"]],
    ["https://igor.sbgenomics.com/", PLATFORMS["aws-us"]],
    ["https://eu.sbgenomics.com", PLATFORMS["aws-eu"]],
    ["platform.sb.biodatacatalyst.nhlbi.nih.gov", PLATFORMS["bdc"]],
    ["https://cavatica-api.sbgenomics.com:8443", "https://cavatica-api.sbgenomics.com:8443"],
  ])("are accepted: %s", (given, address) => expect(resolveEndpoint(given)).toBe(address));

  test.each([
    [
      "",
      /endpoint "" is neither a platform's short name nor an address\. Allowed: cavatica, cgc, aws-us, aws-eu, bdc/,
    ],
    ["cavatika", /endpoint "cavatika" is neither/],
    ["example.org/v2", /endpoint "example\.org\/v2" is neither/],
    ["http://cavatica-api.sbgenomics.com/v2", /uses plain http/],
    ["cavatica-api.sbgenomics.com/v2?token=x", /must consist of host and path only/],
    ["ftp://example.org/v2", /is neither/],
    ["file:///v2", /is neither/],
    ["https://", /is neither/],
    [
      "https://example.org/v2?token=x",
      /endpoint "https:\/\/example\.org\/v2" must consist of host and path only/,
    ],
    ["https://example.org/v2#x", /must consist of host and path only/],
    [
      "https://user:pw@example.org/v2",
      /endpoint "https:\/\/…@example\.org\/v2" must consist of host and path only/,
    ],
    ["https://user@example.org/v2", /must consist of host and path only/],
  ])("are rejected: %s", (given, text) => expect(() => resolveEndpoint(given)).toThrow(text));
});

describe("plain http", () => {
  test.each([
    ["http://localhost:8080/v2", "http://localhost:8080/v2"],
    ["http://LOCALHOST/v2", "http://localhost/v2"],
    ["http://127.0.0.1:8080/v2", "http://127.0.0.1:8080/v2"],
    ["http://127.255.255.254/v2", "http://127.255.255.254/v2"],
    ["http://127.1/v2", "http://127.0.0.1/v2"],
    ["http://2130706433/v2", "http://127.0.0.1/v2"],
    ["http://0x7f000001/v2", "http://127.0.0.1/v2"],
    ["http://0177.0.0.1/v2", "http://127.0.0.1/v2"],
    ["http://[::1]:8080/v2", "http://[::1]:8080/v2"],
    ["http://[0:0:0:0:0:0:0:1]/v2", "http://[::1]/v2"],
    ["http://[::0001]/v2", "http://[::1]/v2"],
  ])("is accepted on this machine: %s", (given, address) => expect(resolveEndpoint(given)).toBe(address));

  test.each([
    "http://example.org/v2",
    "http://localhost.example.org/v2",
    "http://notlocalhost/v2",
    "http://127.0.0.1.example.org/v2",
    "http://126.0.0.1/v2",
    "http://128.0.0.1/v2",
    "http://0.0.0.0/v2",
    "http://[::]/v2",
    "http://[::2]/v2",
    "http://[fe80::1]/v2",
    "http://[::ffff:10.0.0.1]/v2",
    "http:\\\\example.org/v2",
    "http:/example.org/v2",
  ])("is rejected elsewhere: %s", (given) =>
    expect(() => resolveEndpoint(given)).toThrow(/uses plain http, which would expose the token.*use https/),
  );

  test.each(["http://localhost@example.org/v2", "http://127.0.0.1:80@example.org/v2"])(
    "is rejected because of the part before the host: %s",
    (given) => expect(() => resolveEndpoint(given)).toThrow(/must consist of host and path only/),
  );
});

describe("a token given as the endpoint", () => {
  test.each([
    TOKEN,
    ` ${TOKEN} `,
    `Bearer ${TOKEN}`,
    `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.${TOKEN}.${TOKEN}`,
    `http://example.org/${TOKEN}`,
    `https://example.org/v2?token=${TOKEN}`,
    `https://${TOKEN}@example.org/v2`,
    `https://user:${TOKEN}@example.org/v2`,
  ])("isn't shown in the error: %s", (given) => {
    expect(() => resolveEndpoint(given)).toThrow(/endpoint "/);
    expect(() => resolveEndpoint(given)).not.toThrow(new RegExp(TOKEN.slice(0, 20)));
  });
});
