import { inspect } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";
import { exchange, nodeFetch } from "../../../provider/platform/http/http";
import { TOKEN } from "../../support/cannedClient";

const PASSWORD = "pa55word-of-the-proxy";

afterEach(() => vi.unstubAllEnvs());

/** As Node prints what nobody has caught: all members, and all causes. */
const printed = (error: unknown): string =>
  inspect(error, { depth: Infinity, showHidden: true, getters: true });

const ask = (address: string, signal?: AbortSignal) =>
  exchange(
    {
      method: "POST",
      url: new URL(address),
      headers: { "X-SBG-Auth-Token": TOKEN },
      body: { file: "x" },
      call: "POST /storage/exports",
      signal,
    },
    nodeFetch,
    2_000,
  ).catch((error: unknown) => error);

describe("whatever is printed of an error that nobody has caught shows neither token nor proxy password", () => {
  test.each([
    ["an address that nobody listens at", "http://127.0.0.1:1/v2", {}],
    ["a host that doesn't exist", "https://nowhere.invalid/v2", {}],
    [
      "a proxy that can't be reached",
      "https://platform.invalid/v2",
      { HTTPS_PROXY: `http://user:${PASSWORD}@127.0.0.1:1` },
    ],
    [
      "a proxy that isn't one",
      "https://platform.invalid/v2",
      { HTTPS_PROXY: `ftp://user:${PASSWORD}@proxy` },
    ],
    [
      "a proxy setting with a typo",
      "https://platform.invalid/v2",
      { HTTPS_PROXY: `http//user:${PASSWORD}@x` },
    ],
  ])("%s", async (_name, address, env) => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    const error = await ask(address);
    expect(error).toBeInstanceOf(Error);
    expect(printed(error)).not.toContain(TOKEN);
    expect(printed(error)).not.toContain(PASSWORD);
    expect(printed(error)).not.toContain(Buffer.from(`user:${PASSWORD}`).toString("base64"));
  });
});
