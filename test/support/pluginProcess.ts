// The native plugin as the engine starts it, driven over gRPC without a CLI.
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { type FakeEngine, startFakeEngine } from "./fakeEngine";
import { PluginResource } from "./pluginResource";
import { checkout, cleanEnvironment, newProject, removeProject } from "./project";
import { call, fromStruct, type PropertyMap, toStruct } from "./wire";

export const launcher = join(checkout, "dist/plugin/pulumi-resource-cavatica");

const failuresOf = (list: messages.CheckFailure[]) =>
  list.map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() }));

export class PluginProcess {
  readonly exited: Promise<number | null>;
  /** All lines of stdout. */
  readonly lines: string[] = [];
  client!: ResourceProviderClient;

  constructor(
    readonly child: ChildProcess,
    readonly engine: FakeEngine,
    /** The folder in which the process runs. */
    readonly dir: string,
  ) {
    this.exited = new Promise((resolve) => child.on("exit", (code) => resolve(code)));
  }

  get logs() {
    return this.engine.logs;
  }

  async connect(): Promise<void> {
    const first = new Promise<string>((resolve, reject) => {
      createInterface({ input: this.child.stdout! }).on("line", (line) => {
        this.lines.push(line);
        resolve(line);
      });
      void this.exited.then(() => reject(new Error("the plugin gave no port")));
    });
    this.client = new ResourceProviderClient(`127.0.0.1:${await first}`, grpc.credentials.createInsecure());
  }

  resource(type: string, name = "it"): PluginResource {
    return new PluginResource(this.client, type, name);
  }

  handshake = (): Promise<messages.ProviderHandshakeResponse> =>
    call((done) => this.client.handshake(new messages.ProviderHandshakeRequest(), done));

  async checkConfig(news: PropertyMap, name = "default") {
    const request = new messages.CheckRequest()
      .setUrn(`urn:pulumi:test::test::pulumi:providers:cavatica::${name}`)
      .setNews(toStruct(news));
    const answer = await call<messages.CheckResponse>((done) => this.client.checkConfig(request, done));
    return { inputs: fromStruct(answer.getInputs()), failures: failuresOf(answer.getFailuresList()) };
  }

  async diffConfig(olds: PropertyMap, news: PropertyMap) {
    const request = new messages.DiffRequest().setOlds(toStruct(olds)).setNews(toStruct(news));
    const answer = await call<messages.DiffResponse>((done) => this.client.diffConfig(request, done));
    return { diffs: answer.getDiffsList(), replaces: answer.getReplacesList() };
  }

  configure(args: PropertyMap, name = "default"): Promise<messages.ConfigureResponse> {
    const request = new messages.ConfigureRequest().setArgs(toStruct(args)).setName(name);
    return call((done) => this.client.configure(request, done));
  }

  async invoke(name: string, args: PropertyMap) {
    const request = new messages.InvokeRequest().setTok(`cavatica:index:${name}`).setArgs(toStruct(args));
    const answer = await call<messages.InvokeResponse>((done) => this.client.invoke(request, done));
    return { found: fromStruct(answer.getReturn()), failures: failuresOf(answer.getFailuresList()) };
  }

  /** Declares a component below the stack "test" of the project "test". */
  async construct(
    type: string,
    inputs: PropertyMap,
    monitor: string,
    more?: (request: messages.ConstructRequest) => unknown,
  ) {
    const request = new messages.ConstructRequest()
      .setProject("test")
      .setStack("test")
      .setMonitorendpoint(monitor)
      .setType(`cavatica:index:${type}`)
      .setName("it")
      .setParent("urn:pulumi:test::test::pulumi:pulumi:Stack::test-test")
      .setInputs(toStruct(inputs));
    more?.(request);
    const answer = await call<messages.ConstructResponse>((done) => this.client.construct(request, done));
    return { urn: answer.getUrn(), outs: fromStruct(answer.getState()) };
  }

  async schema(): Promise<string> {
    const request = new messages.GetSchemaRequest();
    return (
      await call<messages.GetSchemaResponse>((done) => this.client.getSchema(request, done))
    ).getSchema();
  }

  cancel = (): Promise<Empty> => call((done) => this.client.cancel(new Empty(), done));

  async stop(): Promise<void> {
    this.client?.close();
    this.engine.stop();
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill("SIGKILL");
    await this.exited;
    await removeProject(this.dir);
  }
}

export async function startPlugin(env: Record<string, string>): Promise<PluginProcess> {
  const dir = await newProject({});
  const engine = await startFakeEngine();
  const child = spawn(launcher, [engine.address], {
    cwd: dir,
    env: cleanEnvironment(dir, env),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const plugin = new PluginProcess(child, engine, dir);
  try {
    await plugin.connect();
    return plugin;
  } catch (error) {
    await plugin.stop();
    throw error;
  }
}
