import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MiniEngine } from "../support/miniEngine";
import { CallError, type ProviderProcess, startProvider } from "../support/providerProcess";

// Every answer that a provider can give, chosen by the input `mode`.
const dummy = `
let token;
exports.handler = () => ({
  async configure({ config }) { token = config.get("cavatica:token"); },
  async check(olds, news) {
    return { inputs: { ...news, size: news.size ?? 1 }, failures: news.mode === "bad" ? [{ property: "mode", reason: "no" }] : [] };
  },
  async diff(id, olds, news) { return { replaces: olds.name === news.name ? [] : ["name"] }; },
  async create(inputs) {
    const outs = { ...inputs, token, cwd: process.cwd(), sdk: require.resolve("@pulumi/pulumi") };
    if (inputs.mode === "broken") throw new Error("refused");
    if (inputs.mode === "partial")
      throw Object.assign(new Error("half"), { id: "half-1", reasons: ["still running"], properties: { ...outs, mode: "done" } });
    if (inputs.mode === "unready") throw Object.assign(new Error("half"), { id: "half-2", reasons: ["r"], properties: {} });
    return { id: "id-" + inputs.name, outs };
  },
  async update(id, olds, news) { return { outs: { ...news, resumed: id } }; },
  async read(id, props) { return id === "gone" ? {} : { id, props, inputs: { name: props.name } }; },
  async delete(id) { if (id === "stuck") throw new Error("in use"); },
});`;

const logging = `exports.handler = () => ({
  async create({ urn }) {
    const grpc = require("@grpc/grpc-js"), rpc = require("@pulumi/pulumi/proto/engine_grpc_pb"), pb = require("@pulumi/pulumi/proto/engine_pb");
    const client = new rpc.EngineClient(process.argv[process.argv.length - 1], grpc.credentials.createInsecure());
    const request = new pb.LogRequest().setSeverity(2).setMessage("half way").setUrn(urn).setEphemeral(true);
    const error = await new Promise((done) => client.log(request, (e) => done(e)));
    return { id: "logged", outs: { heard: !error } };
  },
});`.replace(
  'require("@grpc/grpc-js")',
  'require(require.resolve("@grpc/grpc-js", { paths: [require.resolve("@pulumi/pulumi")] }))',
);

describe("the process harness", () => {
  let provider: ProviderProcess;
  beforeAll(async () => {
    provider = await startProvider({ config: { "cavatica:token": "t0" } });
  });
  afterAll(() => provider.stop());

  it("passes inputs, configuration and results", async () => {
    const resource = provider.resource(dummy);
    expect(await resource.check({}, { name: "a" })).toEqual({ inputs: { name: "a", size: 1 }, failures: [] });
    const made = await resource.create({ name: "a", list: [1, null, { x: true }] });
    expect(made).toMatchObject({
      id: "id-a",
      outs: { name: "a", list: [1, null, { x: true }], token: "t0" },
    });
    expect(made.outs.cwd).toBe(provider.dir);
    // There is one copy of the SDK, whether the program or the package loads it.
    expect(made.outs.sdk).toBe(require.resolve("@pulumi/pulumi"));
  });

  it("returns the failures of check and the decisions of diff", async () => {
    const resource = provider.resource(dummy);
    const { failures } = await resource.check({}, { mode: "bad" });
    expect(failures).toEqual([{ property: "mode", reason: "no" }]);
    expect(await resource.diff("i", { name: "a" }, { name: "b" })).toEqual({
      changes: undefined,
      replaces: ["name"],
      deleteBeforeReplace: false,
    });
  });

  it("distinguishes partial state from a plain failure", async () => {
    const resource = provider.resource(dummy);
    const partial = await resource.create({ name: "a", mode: "partial" }).catch((error: unknown) => error);
    expect(partial).toBeInstanceOf(CallError);
    expect((partial as CallError).partial).toMatchObject({
      id: "half-1",
      reasons: ["still running"],
      properties: { name: "a", mode: "done", __provider: dummy },
    });
    const plain = await resource.create({ name: "a", mode: "broken" }).catch((error: unknown) => error);
    expect(plain).toMatchObject({ message: "refused", code: 2, partial: undefined });
    await expect(resource.delete("stuck", {})).rejects.toThrow("in use");
    await expect(resource.delete("free", {})).resolves.toBeUndefined();
  });

  it("reads a resource", async () => {
    const resource = provider.resource(dummy);
    const props = { name: "a", size: 2 };
    expect(await resource.read("i", props)).toEqual({ id: "i", props, inputs: { name: "a" } });
    expect((await resource.read("gone", props)).id).toBe("");
  });

  it("runs whole resource lives in the mini engine", async () => {
    const engine = new MiniEngine(provider.resource(dummy));
    const first = await engine.up({
      a: { name: "a" },
      p: { name: "p", mode: "partial" },
      x: { name: "x", mode: "broken" },
    });
    expect(first.steps).toEqual({ a: "create", p: "failed", x: "failed" });
    expect([...engine.state.keys()].sort()).toEqual(["a", "p"]);
    const second = await engine.up({ a: { name: "a" }, p: { name: "p", mode: "partial" } });
    expect(second.steps).toEqual({ a: "same", p: "update" });
    expect((await engine.up({ a: { name: "b" } })).steps).toEqual({ a: "replace", p: "delete" });
    await engine.refresh();
    expect(engine.state.get("a")?.inputs).toEqual({ name: "b" });
    expect((await engine.destroy()).steps).toEqual({ a: "delete" });
    const lost = await engine.up({ u: { name: "u", mode: "unready" } });
    expect(lost.errors.u?.message).toContain("without __provider");
  });
});

describe("the provider process and its engine", () => {
  it("logs to the engine until the engine is gone", async () => {
    const provider = await startProvider();
    const resource = provider.resource(logging);
    expect((await resource.create({ urn: "urn:x" })).outs.heard).toBe(true);
    expect(provider.logs).toEqual([
      { severity: "warning", message: "half way", urn: "urn:x", ephemeral: true },
    ]);
    provider.engine.stop();
    expect((await resource.create({ urn: "urn:x" })).outs.heard).toBe(false);
    await provider.stop();
  });

  it("reports how the process ended", async () => {
    const provider = await startProvider({
      env: { SB_AUTH_TOKEN: "from the test" },
    });
    const text = `exports.handler = () => ({ async create() {
      process.on("SIGINT", () => { console.error("bye"); process.exit(7); });
      return { id: "i", outs: { token: process.env.SB_AUTH_TOKEN, home: process.env.HOME } };
    } });`;
    const { outs } = await provider.resource(text).create({});
    expect(outs).toEqual({ token: "from the test", home: provider.dir });
    expect(await provider.interrupt()).toEqual({ code: 7, signal: null });
    expect(provider.stderr).toContain("bye");
    await provider.stop();
  });
});
