// Processes without processes: scripts with state of their own, on virtual time, whose wire leads to the simulator.
import type * as Provider from "./providerEntry";
import { EventEmitter } from "node:events";
import { dirname, join } from "node:path";
import { format } from "node:util";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import type { handleUnaryCall } from "@grpc/grpc-js";
import type { Simulator } from "../../../simulator";
import type { VirtualClock } from "../../support/virtualClock";
import {
  DYNAMIC_HOST,
  dynamicHostScript,
  providerScript,
  requireHere,
  type Script,
  SCRIPT_NAMES,
} from "./bundle";
import { checkout } from "../../support/project";
import { ProcessTime } from "./processTime";
import { wireOf } from "./wire";

export type Adapter = "dynamic" | "native";

export interface HostOptions {
  sim: Simulator;
  clock: VirtualClock;
  env: Record<string, string>;
  random: () => number;
  latencyMs: readonly [number, number];
  onLate?: (url: string, body: unknown) => void;
}

/** What the provider's script exports (providerEntry.ts). */
export type ProviderExports = typeof Provider;

export type Service = Record<string, handleUnaryCall<unknown, unknown>>;

const EVALUATED = "chaos";
/** Where the script would lie, for what it looks for beside itself. */
const PROVIDER = join(checkout, "provider/plugin/provider.js");
const dynamicProvider = requireHere.resolve("@pulumi/pulumi/package.json");

/** A connection to the engine's port, which is made or refused at once. */
class Connection extends EventEmitter {
  constructor(isMade: boolean) {
    super();
    queueMicrotask(() => (isMade ? this.emit("connect") : this.emit("error", new Error("ECONNREFUSED"))));
  }
  setTimeout(): void {}
  destroy(): void {}
}

/** One process: what it runs, what it has said, and its end. */
export class SimulatedProcess {
  readonly time: ProcessTime;
  /** Lines for the engine, and what went to the console. */
  readonly said: string[] = [];
  /** False: its CLI was killed, and nobody listens any more. */
  hasEngine = true;
  private readonly ends: (() => void)[] = [];
  private readonly globals: Record<string, unknown>;
  private provider: ProviderExports | undefined;

  constructor(private readonly options: HostOptions) {
    this.time = new ProcessTime(options.clock);
    this.globals = { ...this.time.globals(options.random), process: this.process(), console: this.console() };
  }

  /** The modules of this process. */
  async exports(): Promise<ProviderExports> {
    const script = await providerScript();
    return (this.provider ??= this.evaluate(script, PROVIDER) as ProviderExports);
  }

  /** The gRPC service that this process offers. */
  async service(adapter: Adapter): Promise<Service> {
    const exported = await this.exports();
    if (adapter === "native") return exported.providerService() as unknown as Service;
    return this.dynamicService(await dynamicHostScript(), exported);
  }

  onEnd(end: () => void): void {
    this.ends.push(end);
  }

  kill(): void {
    if (this.time.isOver) return;
    this.time.end();
    for (const end of this.ends) end();
  }

  /** The SDK's own code, with this process's provider in the place of the installed one. */
  private dynamicService(host: Script, exported: ProviderExports): Service {
    let service: Service | undefined;
    const grpc = requireHere("@grpc/grpc-js") as object;
    class Server {
      addService(_definition: unknown, offered: Service) {
        service = offered;
      }
      bindAsync(_address: string, _credentials: unknown, done: (error: null, port: number) => void) {
        done(null, 1);
      }
    }
    const fromHost = requireFrom(DYNAMIC_HOST);
    const swapped: Record<string, unknown> = {
      "source-map-support/register": {},
      "@grpc/grpc-js": { ...grpc, Server },
      "require-from-string": (text: string) => ({ handler: () => exported.load(typeOf(text)) }),
    };
    this.evaluate(host, DYNAMIC_HOST, (id) => swapped[id] ?? fromHost(id));
    if (!service) throw new Error("the SDK's provider process offers no service");
    return bound(service);
  }

  private evaluate(script: Script, file: string, load = this.require): unknown {
    const module = { exports: {} };
    const own: Record<string, unknown> = {
      ...this.globals,
      module,
      exports: module.exports,
      require: Object.assign(load, { resolve: (id: string) => requireHere.resolve(id) }),
      __filename: file,
      __dirname: dirname(file),
    };
    script(...SCRIPT_NAMES.map((name) => own[name]));
    return module.exports;
  }

  private readonly require = (id: string): unknown => {
    const { options, time } = this;
    const bare = id.replace(/^node:/, "");
    if (bare === "timers/promises") return { setTimeout: time.delay };
    if (bare === "v8") return { setFlagsFromString: () => undefined };
    if (bare === "module") return { createRequire: () => this.fromSdk };
    if (bare === "net") return { connect: () => new Connection(this.hasEngine) };
    if (id === "node-fetch") return { default: wireOf({ ...options, time }) };
    return requireHere(id);
  };

  /** The engine's end of the log is here. */
  private readonly fromSdk = (id: string): unknown => {
    if (!id.endsWith("engine_grpc_pb.js")) return requireFrom(dynamicProvider)(id);
    const { said } = this;
    return {
      EngineClient: class {
        log(request: LogRequest, _metadata: unknown, _options: unknown, done: () => void) {
          said.push(request.getMessage());
          done();
        }
      },
    };
  };

  private process(): unknown {
    const { env } = this.options;
    const own: Record<string, unknown> = {
      env: { PULUMI_NODEJS_PROJECT: EVALUATED, ...env },
      // By its name the process knows what it is, and by its last argument where its engine listens.
      argv: ["node", "/pulumi-resource-cavatica", "127.0.0.1:1"],
      on: () => undefined,
      exit: () => this.kill(),
    };
    return new Proxy(process, {
      get: (real, name) => own[String(name)] ?? (Reflect.get(real, name) as unknown),
    });
  }

  private console(): unknown {
    const say = (...given: unknown[]) => void this.said.push(format(...given));
    return { log: say, info: say, warn: say, error: say, debug: say };
  }
}

const requireFrom = (file: string) => createRequireOnce(file);
const requires = new Map<string, NodeJS.Require>();
function createRequireOnce(file: string): NodeJS.Require {
  const known = requires.get(file) ?? process.getBuiltinModule("node:module").createRequire(file);
  requires.set(file, known);
  return known;
}

/** The type's name in the text of `__provider` (provider/resources/stub.ts). */
const typeOf = (text: string): string => /load\('(\w+)'\)/.exec(text)?.[1] ?? text;

function bound(service: Service): Service {
  const methods: Service = {};
  for (let one = service as object; one !== Object.prototype; one = Object.getPrototypeOf(one) as object)
    for (const name of Object.getOwnPropertyNames(one))
      methods[name] ??= (service[name] as (...given: unknown[]) => unknown).bind(service) as Service[string];
  return methods;
}
