// The part of the engine that a provider process calls: the log.
import { setTimeout as delay } from "node:timers/promises";
import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";

const severities = ["debug", "info", "warning", "error"] as const;

export interface LogEntry {
  severity: (typeof severities)[number];
  message: string;
  urn: string;
  ephemeral: boolean;
}

export interface FakeEngine {
  address: string;
  /** In the order in which they were shown. */
  logs: LogEntry[];
  /** How long showing a line takes, in milliseconds; the engine handles all calls at the same time. */
  slowness: (line: LogEntry) => number;
  /** From now on the address refuses connections, as after the CLI was killed. */
  stop(): void;
}

const toEntry = (request: LogRequest): LogEntry => ({
  severity: severities[request.getSeverity()] ?? "debug",
  message: request.getMessage(),
  urn: request.getUrn(),
  ephemeral: request.getEphemeral(),
});

const bind = (server: grpc.Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });

export async function startFakeEngine(): Promise<FakeEngine> {
  const engine: FakeEngine = { address: "", logs: [], slowness: () => 0, stop: () => server.forceShutdown() };
  const server = new grpc.Server();
  server.addService(EngineService, {
    log(request: grpc.ServerUnaryCall<LogRequest, Empty>, answer: grpc.sendUnaryData<Empty>) {
      const line = toEntry(request.request);
      void delay(engine.slowness(line)).then(() => {
        engine.logs.push(line);
        answer(null, new Empty());
      });
    },
  });
  engine.address = `127.0.0.1:${await bind(server)}`;
  return engine;
}
