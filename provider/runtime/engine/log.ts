import { redact } from "./redaction";
import { sdkModules } from "./sdkModules";

/** A line that the engine shows: with a URN in the resource's own row, without one in the stack's. */
export interface EngineLine {
  message: string;
  urn?: string | undefined;
  severity: "info" | "warning";
  /** Disappears when the operation ends. */
  ephemeral: boolean;
}

/** The address of an engine that attached to an already running process (a plugin under a debugger). */
let attached: string | undefined;

export function attachEngine(address: string): void {
  attached = address;
  connected = undefined;
}

/** The engine's address is the last argument of the process it starts (pulumi/pulumi: pkg/resource/plugin/plugin.go). */
export function engineAddress(): string | undefined {
  if (attached) return attached;
  const isProviderProcess = /dynamic-provider|pulumi-resource-cavatica/.test(process.argv[1] ?? "");
  const last = process.argv.at(-1);
  return isProviderProcess && last && /:\d+$/.test(last) ? last : undefined;
}

/** Every line so far has been taken by the engine, or couldn't be sent. */
let heard = Promise.resolve();

/**
 * Sends a line for the engine to show, after the lines before it: the engine handles calls at the same time, and would show
 * the last of two in a resource's row even if that is the earlier one. Does nothing outside a provider process, or if sending
 * fails.
 */
export function tellEngine(line: EngineLine): void {
  heard = heard.then(() => send(line)).catch(() => undefined);
}

/** Resolves when all lines so far are with the engine, which closes a resource's row when its operation ends. */
export const engineHasHeard = (): Promise<void> => heard;

const SENT_WITHIN_MS = 1_000;

/** A log line isn't worth failing for. */
function send(line: EngineLine): Promise<void> | undefined {
  connected ??= connect();
  if (!connected) return undefined;
  const { client, messages, metadata } = connected;
  const request = new messages.LogRequest();
  request.setSeverity(messages.LogSeverity[line.severity === "info" ? "INFO" : "WARNING"]);
  request.setMessage(redact(line.message));
  request.setUrn(line.urn ?? "");
  request.setEphemeral(line.ephemeral);
  return new Promise((resolve) => {
    client.log(request, metadata(), { deadline: Date.now() + SENT_WITHIN_MS }, () => resolve());
  });
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

/** Uses the SDK's own gRPC, which the provider process has already loaded. */
function connect(): Connection | undefined {
  const address = engineAddress();
  if (!address) return undefined;
  const grpc = sdkModules.grpc() as {
    credentials: { createInsecure(): unknown };
    Metadata: new () => unknown;
  };
  const services = sdkModules.engineServices() as {
    EngineClient: new (...args: unknown[]) => EngineClient;
  };
  return {
    client: new services.EngineClient(address, grpc.credentials.createInsecure()),
    messages: sdkModules.engineMessages() as EngineMessages,
    metadata: () => new grpc.Metadata(),
  };
}
