import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stub } from "../../provider/resources/stub";
import { type Simulator, startSimulator } from "../../simulator";
import { failing } from "../support/failing";
import { type ProviderOptions, startProvider } from "../support/providerProcess";

let sim: Simulator;
let decoy: Simulator;
beforeAll(async () => {
  [sim, decoy] = await Promise.all([startSimulator(), startSimulator()]);
  sim.addVolume({ name: "archive", bucket: "lab-archive" });
  sim.addUser({ username: "guest", token: "token-of-the-guest" });
  sim.addVolume({ name: "archive", owner: "guest", bucket: "guest-archive" });
});
afterAll(() => Promise.all([sim.close(), decoy.close()]));

const profile = (name: string, token: string) =>
  `[${name}]\napi_endpoint = ${sim.url}\nauth_token = ${token}\n`;
const file = (...profiles: string[]) => ({ files: { ".sevenbridges/credentials": profiles.join("\n") } });

/** The user who reads a volume in a process with these settings; its home is the project's folder. */
async function reading(volume: string, options: ProviderOptions): Promise<unknown> {
  const provider = await startProvider(options);
  try {
    const mark = sim.mark();
    await provider.resource(stub("Volume"), "cavatica:Volume").read(volume, {});
    expect(decoy.count()).toBe(0);
    return sim.requests.slice(mark).map(({ user }) => user);
  } finally {
    await provider.stop();
  }
}

describe("the account of a provider process", () => {
  const guest = (endpoint: string) => ({
    config: { "cavatica:endpoint": endpoint, "cavatica:authToken": "token-of-the-guest" },
  });
  const lab = () => ({ SB_API_ENDPOINT: sim.url, SB_AUTH_TOKEN: sim.token });

  it.each<[string, string, () => ProviderOptions]>([
    [
      "the environment's, ahead of configuration and profile",
      "lab",
      () => ({ env: lab(), ...guest(decoy.url) }),
    ],
    [
      "the configuration's, ahead of a profile",
      "guest",
      () => ({ ...guest(sim.url), ...file(profile("default", "x")) }),
    ],
    ["the default profile's", "lab", () => file(profile("default", sim.token), profile("guest", "x"))],
    [
      "that of the profile named by cavatica:profile",
      "guest",
      () => ({
        config: { "cavatica:profile": "our.guest" },
        env: { SB_PROFILE: "default" },
        ...file(profile("default", sim.token), profile("our.guest", "token-of-the-guest")),
      }),
    ],
    [
      "that of the profile named by SB_PROFILE",
      "guest",
      () => ({ env: { SB_PROFILE: "guest" }, ...file(profile("guest", "token-of-the-guest")) }),
    ],
    [
      "an explicit Provider's, ahead of all others",
      "guest",
      () => ({
        env: { ...lab(), SB_API_ENDPOINT: decoy.url },
        config: { ...guest(sim.url).config, "cavatica:explicit": "true" },
      }),
    ],
    [
      "the environment's token on the configuration's endpoint",
      "lab",
      () => ({ env: { SB_AUTH_TOKEN: sim.token }, config: { "cavatica:endpoint": sim.url } }),
    ],
    [
      "the configuration's token on the environment's endpoint",
      "guest",
      () => ({ env: { SB_API_ENDPOINT: sim.url }, config: { "cavatica:authToken": "token-of-the-guest" } }),
    ],
  ])("is %s", async (_, user, options) => {
    expect(await reading(`${user}/archive`, options())).toEqual([user]);
  });
});

describe("invalid settings", () => {
  const env = () => ({ SB_API_ENDPOINT: sim.url, SB_AUTH_TOKEN: sim.token });
  it.each<[Record<string, string>, Record<string, string>, RegExp]>([
    [
      { "cavatica:pollInterval": "often" },
      {},
      /^cavatica:pollInterval: "often" is not a duration; write e\.g\. 30s or 2m$/,
    ],
    [
      { "cavatica:objectChecks": "sone" },
      {},
      /^cavatica:objectChecks: "sone" must be one of: off, some, all \(default some\)$/,
    ],
    [
      {},
      { SB_API_ENDPOINT: "0123456789abcdef0123456789abcdef" },
      /^endpoint "…" is neither a platform's short name nor an address\. Allowed: cavatica, /,
    ],
    [{}, { SB_AUTH_TOKEN: "two words" }, /^The authentication token contains spaces/],
    [
      { "cavatica:profile": "lab" },
      { SB_AUTH_TOKEN: "" },
      /^There is no profile "lab" in .* \(profiles there: none\)/,
    ],
    [{ "cavatica:explicit": "true" }, {}, /^authToken: the Provider has none/],
  ])("%j %j: are named, and no request is made", async (config, more, text) => {
    const provider = await startProvider({ config, env: { ...env(), ...more } });
    const mark = sim.mark();
    const volume = provider.resource(stub("Volume"), "cavatica:Volume");
    expect((await failing(volume.read("lab/archive", {}))).message).toMatch(text);
    expect(sim.countSince(mark)).toBe(0);
    await provider.stop();
  });
});
