import { createRequire } from "node:module";
import { redact } from "./redaction";

/** A line that the engine shows: with a URN in the resource's own row, without in the stack's. */
export interface EngineLine {
  message: string;
  urn?: string | undefined;
  severity: "info" | "warning";
  /** Gone when the operation ends. */
  ephemeral: boolean;
}

/** Of an engine that came later than the process (a plugin that is debugged is attached to). */
let attached: string | undefined;

export function attachEngine(address: string): void {
  attached = address;
  connected = undefined;
}

/** The engine's address is the last argument of the process it starts (pulumi: pkg/resource/plugin/plugin.go). */
export function engineAddress(): string | undefined {
  if (attached) return attached;
  const isProviderProcess = /dynamic-provider|pulumi-resource-cavatica/.test(process.argv[1] ?? "");
  const last = process.argv.at(-1);
  return isProviderProcess && last && /:\d+$/.test(last) ? last : undefined;
}

/** Shown by the engine while the operation runs. Outside a provider process, and if it can't be, nothing happens. */
export function tellEngine(line: EngineLine): void {
  try {
    connected ??= connect();
    if (!connected) return;
    const { client, messages, metadata } = connected;
    const request = new messages.LogRequest();
    request.setSeverity(messages.LogSeverity[line.severity === "info" ? "INFO" : "WARNING"]);
    request.setMessage(redact(line.message));
    request.setUrn(line.urn ?? "");
    request.setEphemeral(line.ephemeral);
    client.log(request, metadata(), { deadline: Date.now() + 5_000 }, () => undefined);
  } catch {
    // A log line is worth no failure.
  }
}

interface EngineClient {
  log(request: unknown, metadata: unknown, options: { deadline: number }, done: () => void): void;
}

interface EngineMessages {
  LogSeverity: { INFO: number; WARNING: number };
  LogRequest: new () => Record<
    `set${"Severity" | "Message" | "Urn" | "Ephemeral"}`,
    (value: unknown) => void
  >;
}

interface Connection {
  client: EngineClient;
  messages: EngineMessages;
  metadata: () => unknown;
}

let connected: Connection | undefined;

/** With the SDK's own gRPC, which the provider process has loaded already. */
function connect(): Connection | undefined {
  const address = engineAddress();
  if (!address) return undefined;
  const fromSdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));
  const grpc = fromSdk("@grpc/grpc-js") as {
    credentials: { createInsecure(): unknown };
    Metadata: new () => unknown;
  };
  const services = fromSdk("@pulumi/pulumi/proto/engine_grpc_pb.js") as {
    EngineClient: new (...args: unknown[]) => EngineClient;
  };
  return {
    client: new services.EngineClient(address, grpc.credentials.createInsecure()),
    messages: fromSdk("@pulumi/pulumi/proto/engine_pb.js") as EngineMessages,
    metadata: () => new grpc.Metadata(),
  };
}
