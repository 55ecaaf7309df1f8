import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it } from "vitest";
import { Provider } from "../../../provider";

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs as object }),
    call: () => ({}),
  }),
);

describe("a Provider", () => {
  it.each([
    ["http://example.org/v2", /Provider "p": endpoint "http:\/\/example.org\/v2" uses plain http.*https/],
    [
      "cavatika",
      /endpoint "cavatika" is neither a platform's short name nor an address\. Allowed: cavatica, cgc/,
    ],
    [
      "https://user:pw@example.org/v2",
      /endpoint "https:\/\/…@example.org\/v2" must consist of host and path only/,
    ],
  ])("rejects endpoint %s at once", (endpoint, text) => {
    expect(() => new Provider("p", { endpoint, authToken: "t" })).toThrow(text);
  });

  it.each([
    "cavatica",
    "cgc",
    "aws-us",
    "aws-eu",
    "bdc",
    "https://example.org/v2",
    "http://127.0.0.1:8080/v2",
  ])("accepts endpoint %s", (endpoint) => {
    expect(() => new Provider("p", { endpoint, authToken: "t" })).not.toThrow();
  });

  it.each(["", "  ", undefined])(
    "rejects token %o, without falling back to another account's",
    (authToken) => {
      const text = /Provider "p": authToken is (empty|missing); it must be the account's token/;
      expect(() => new Provider("p", { authToken: authToken as string })).toThrow(text);
    },
  );

  it("keeps the token secret whatever the caller does", async () => {
    const { account } = new Provider("p", { authToken: "plain" });
    expect(await pulumi.isSecret(account)).toBe(true);
  });
});
