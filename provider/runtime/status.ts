import { createRequire } from "node:module";
import { isFinal, type Job } from "../platform/jobs";
import { waitAnnouncer } from "../platform/waits";
import { redact } from "./secrets";

/**
 * Lines to the engine, shown while an operation runs: with a URN in the resource's own row, without in the stack's.
 * Ephemeral ones are gone when the operation ends. Logging never fails an operation.
 */
export interface EngineLog {
  (line: {
    message: string;
    urn?: string | undefined;
    severity: "info" | "warning";
    ephemeral: boolean;
  }): void;
}

let engineLog: EngineLog = lazyEngineLog;

/** For tests. */
export function logTo(log: EngineLog): void {
  engineLog = log;
}

/** The engine's address is the last argument of the process it starts (pulumi: pkg/resource/plugin/plugin.go). */
export function engineAddress(): string | undefined {
  const isProviderProcess = /dynamic-provider/.test(process.argv[1] ?? "");
  const last = process.argv.at(-1);
  return isProviderProcess && last && /:\d+$/.test(last) ? last : undefined;
}

interface EngineClient {
  log(request: unknown, metadata: unknown, options: { deadline: number }, done: () => void): void;
}

let connected: { client: EngineClient; pb: EngineMessages; metadata: () => unknown } | undefined;

interface EngineMessages {
  LogSeverity: { INFO: number; WARNING: number };
  LogRequest: new () => Record<
    `set${"Severity" | "Message" | "Urn" | "Ephemeral"}`,
    (value: unknown) => void
  >;
}

function connect(): typeof connected {
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
  const pb = fromSdk("@pulumi/pulumi/proto/engine_pb.js") as EngineMessages;
  return {
    client: new services.EngineClient(address, grpc.credentials.createInsecure()),
    pb,
    metadata: () => new grpc.Metadata(),
  };
}

function lazyEngineLog(line: Parameters<EngineLog>[0]): void {
  try {
    connected ??= connect();
    if (!connected) return;
    const request = new connected.pb.LogRequest();
    request.setSeverity(connected.pb.LogSeverity[line.severity === "info" ? "INFO" : "WARNING"]);
    request.setMessage(redact(line.message));
    request.setUrn(line.urn ?? "");
    request.setEphemeral(line.ephemeral);
    connected.client.log(request, connected.metadata(), { deadline: Date.now() + 5_000 }, () => undefined);
  } catch {
    // A log line is worth no failure.
  }
}

export const inform = (message: string, urn?: string): void =>
  engineLog({ message, urn, severity: "info", ephemeral: false });
export const warn = (message: string, urn?: string): void =>
  engineLog({ message, urn, severity: "warning", ephemeral: false });
export const progress = (message: string, urn?: string): void =>
  engineLog({ message, urn, severity: "info", ephemeral: true });

const said = new Set<string>();

/** Says it once in this process, however many resources it concerns. */
export function informOnce(message: string): void {
  if (said.has(message)) return;
  said.add(message);
  inform(message);
}

/** Tells how a job is doing in its resource's row, on each change. How long and how it ended the engine says itself. */
export function jobProgress(urn: string | undefined): (job: Job) => void {
  let said: string | undefined;
  return ({ id, state }) => {
    if (state === said || isFinal(state)) return;
    said = state;
    progress(`job ${id} is ${state}`, urn);
  };
}

/** Waits that concern the whole account go to the stack's row. */
export const announceWait = waitAnnouncer((line) => progress(line));
