// The real provider process of Pulumi's Node SDK, driven over gRPC without a CLI.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ConfigureRequest } from "@pulumi/pulumi/proto/provider_pb";
import { type FakeEngine, startFakeEngine } from "./fakeEngine";
import { checkout, cleanEnvironment, newProject, removeProject } from "./project";
import { ResourceClient } from "./resourceClient";
import { call, toStruct } from "./wire";

export { CallError } from "./wire";
export type { PropertyMap } from "./wire";
export type { ResourceClient } from "./resourceClient";

const script = join(checkout, "node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js");

export interface ProviderOptions {
  /** Stack configuration with namespaces, such as `cavatica:endpoint`; `null` leaves the process unconfigured. */
  config?: Record<string, string> | null;
  env?: Record<string, string>;
  /** Files in the project folder in which the process runs. */
  files?: Record<string, string>;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export class ProviderProcess {
  private errors = "";
  private client!: ResourceProviderClient;
  /** Resolves when the process has exited, for whatever reason. */
  readonly exited: Promise<Exit>;

  constructor(
    readonly child: ChildProcess,
    readonly engine: FakeEngine,
    readonly dir: string,
  ) {
    child.stderr?.on("data", (chunk: Buffer) => (this.errors += chunk.toString()));
    this.exited = new Promise((resolve) => child.on("exit", (code, signal) => resolve({ code, signal })));
  }

  get logs() {
    return this.engine.logs;
  }

  get stderr() {
    return this.errors;
  }

  async connect(): Promise<void> {
    const port = await firstLine(this.child);
    if (port === undefined) throw new Error(`the provider process gave no port\n${this.errors}`);
    this.client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  }

  /** The calls of one resource type; `text` is its `__provider`. */
  resource(text: string, type = "cavatica:Test"): ResourceClient {
    return new ResourceClient(this.client, text, type);
  }

  async configure(config: Record<string, string>): Promise<void> {
    await call((done) => this.client.configure(new ConfigureRequest().setArgs(toStruct(config)), done));
  }

  /** Kills the process at once, as a crash does; the project folder remains until `stop`. */
  kill(signal: NodeJS.Signals = "SIGKILL"): Promise<Exit> {
    this.child.kill(signal);
    return this.exited;
  }

  /** The signal that the engine sends at the end of a run and on the second Ctrl-C. */
  interrupt(): Promise<Exit> {
    return this.kill("SIGINT");
  }

  async stop(): Promise<void> {
    this.client?.close();
    this.engine.stop();
    if (this.child.exitCode === null && this.child.signalCode === null) await this.kill();
    await removeProject(this.dir);
  }
}

async function firstLine(child: ChildProcess): Promise<string | undefined> {
  for await (const line of createInterface({ input: child.stdout! })) {
    // Nothing reads the remaining output, and a full pipe would block the process.
    setImmediate(() => child.stdout?.resume());
    return line;
  }
  return undefined;
}

async function spawnProvider(env: Record<string, string>, files: Record<string, string>) {
  const dir = await newProject({ "package.json": JSON.stringify({ name: "test", private: true }), ...files });
  const engine = await startFakeEngine();
  const child = spawn(process.execPath, [script, engine.address], {
    cwd: dir,
    env: cleanEnvironment(dir, { PULUMI_NODEJS_PROJECT: "test", PULUMI_PROJECT: "test", ...env }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  return new ProviderProcess(child, engine, dir);
}

/** Starts the process; its first stdout line is its port, as the engine expects. Takes about a second. */
export async function startProvider({ config = {}, env = {}, files = {} }: ProviderOptions = {}) {
  const provider = await spawnProvider(env, files);
  try {
    await provider.connect();
    if (config !== null) await provider.configure(config);
    return provider;
  } catch (error) {
    await provider.stop();
    throw error;
  }
}
