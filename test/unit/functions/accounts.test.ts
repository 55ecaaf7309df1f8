import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { getFile, getFileOutput, getVolume, Provider } from "../../../provider";
import { type Simulator, startSimulator } from "../../../simulator";

let [own, other]: Simulator[] = [];
let [inOwn, inOther]: string[] = [];

/** Outputs as in a program, some of which may be unknown as in a preview. */
const valueOf = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => output.apply(resolve));
const facts = (output: pulumi.Output<unknown>) =>
  output as unknown as { isKnown: Promise<boolean>; isSecret: Promise<boolean>; promise(): Promise<unknown> };

beforeAll(async () => {
  await pulumi.runtime.setMocks(
    { newResource: ({ name, inputs }) => ({ id: name, state: inputs as object }), call: () => ({}) },
    "test",
    "test",
    true,
  );
  [own, other] = await Promise.all([startSimulator(), startSimulator()]);
  inOwn = own.addFile({ project: "lab/run7", path: "own.bam" }).id;
  inOther = other.addFile({ project: "lab/partner-run", path: "other.bam", id: "b".repeat(24) }).id;
});
afterAll(() => Promise.all([own!.close(), other!.close()]));
beforeEach(() => {
  vi.unstubAllEnvs();
  pulumi.runtime.setAllConfig({});
});

describe("the account of a lookup", () => {
  it("comes from the environment, then the configuration, then the profile", async () => {
    vi.stubEnv("HOME", "/nonexistent");
    vi.stubEnv("SB_AUTH_TOKEN", "");
    await expect(getFile({ id: inOwn! })).rejects.toThrow(/getFile: No authentication token.*SB_AUTH_TOKEN/);
    pulumi.runtime.setAllConfig({ "cavatica:endpoint": own!.url, "cavatica:authToken": own!.token });
    expect(await getFile({ id: inOwn! })).toMatchObject({ path: "own.bam" });
    vi.stubEnv("SB_API_ENDPOINT", other!.url);
    vi.stubEnv("SB_AUTH_TOKEN", other!.token);
    expect(await getFile({ id: inOther! })).toMatchObject({ path: "other.bam" });
  });

  it("comes from an explicit provider ahead of all others, without mixing sources", async () => {
    vi.stubEnv("SB_API_ENDPOINT", own!.url);
    vi.stubEnv("SB_AUTH_TOKEN", own!.token);
    const provider = new Provider("partner", { endpoint: other!.url, authToken: other!.token });
    const [marks, counts] = [
      [own!.mark(), other!.mark()],
      () => [own!.countSince(marks[0]!), other!.countSince(marks[1]!)],
    ];
    expect(await getFile({ id: inOther! }, { provider })).toMatchObject({ project: "lab/partner-run" });
    expect(counts()).toEqual([0, 1]);
    await expect(getFile({ id: inOwn! }, { provider })).rejects.toThrow(`isn't on ${other!.url}`);
    expect(await getFile({ id: inOwn! })).toMatchObject({ path: "own.bam" });
    expect(counts()).toEqual([1, 2]);
  });

  it("never shows its token in errors", async () => {
    const token = "secret-token-of-nobody";
    const provider = new Provider("wrong", { endpoint: own!.url, authToken: token });
    const error = await getVolume({ id: "lab/archive" }, { provider }).catch((e: unknown) => e as Error);
    expect((error as Error).message).toMatch(/getVolume: volume lab\/archive on .*401.*90001/);
    expect(`${(error as Error).stack} ${JSON.stringify(error)}`).not.toContain(token);
  });

  it("must be one of this package's Providers", async () => {
    const provider = { account: "none" } as never;
    await expect(getFile({ id: inOwn! }, { provider })).rejects.toThrow(
      /getFile: provider: must be a Provider/,
    );
  });

  it("must be known for the plain form, and is awaited by the output form", async () => {
    const unknown = pulumi.output(pulumi.unknown) as unknown as pulumi.Output<string>;
    const provider = new Provider("later", { endpoint: other!.url, authToken: unknown });
    await expect(getFile({ id: inOther! }, { provider })).rejects.toThrow(/isn't known yet.*…Output form/);
    const mark = other!.mark();
    const output = getFileOutput({ id: inOther! }, { provider });
    expect(await facts(output).isKnown).toBe(false);
    expect(other!.countSince(mark)).toBe(0);
  });
});

describe("lookups in output form", () => {
  beforeEach(() => {
    vi.stubEnv("SB_API_ENDPOINT", own!.url);
    vi.stubEnv("SB_AUTH_TOKEN", own!.token);
  });

  it("accept outputs, also nested ones, and return an output", async () => {
    const found = getFileOutput({ project: pulumi.output("lab/run7"), path: Promise.resolve("own.bam") });
    expect(await valueOf(found.id)).toBe(inOwn);
    expect(await valueOf(getFileOutput(pulumi.output({ id: inOwn! })).path)).toBe("own.bam");
  });

  it("are secret only if their arguments are, not because of the token", async () => {
    const provider = new Provider("p", { endpoint: other!.url, authToken: pulumi.secret(other!.token) });
    expect(await facts(getFileOutput({ id: inOther! }, { provider })).isSecret).toBe(false);
    expect(await facts(getFileOutput({ id: pulumi.secret(inOwn!) })).isSecret).toBe(true);
  });

  it("make no requests while an argument is unknown", async () => {
    const mark = own!.mark();
    const output = getFileOutput({ id: pulumi.output(pulumi.unknown) as unknown as pulumi.Output<string> });
    expect(await facts(output).isKnown).toBe(false);
    expect(own!.countSince(mark)).toBe(0);
  });
});
