import type { handleUnaryCall, ServiceError, UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import {
  type ConstructRequest,
  type CreateRequest,
  type DeleteRequest,
  GetSchemaResponse,
  type InvokeRequest,
  ProviderHandshakeResponse,
  type ReadRequest,
  type UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import type { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { setTimeout as delay } from "node:timers/promises";
import type { PropertyMap } from "../inputs/propertyMap";
import { VERSION } from "../platform/http/version";
import { dieWithEngine } from "../runtime/engine/lifetime";
import { attachEngine } from "../runtime/engine/log";
import { abandoned, construct } from "./components/construct";
import { checkConfig, configure, diffConfig } from "./config";
import { rpcError } from "./errors";
import { invoke } from "./invoke";
import { Operations } from "./operations";
import { schemaText } from "./schemaFile";
import { Previews } from "./previews";
import { Empty, type Struct } from "./protocol";
import { Resources } from "./resources";
import { typeIn } from "./tokens";
import { wrapped } from "./values";

/** Lines and answers for the engine are sent without waiting for it; the process may end right after. */
const UNTIL_TOLD_MS = 100;

type Method<Request, Answer> = (request: Request) => Answer | Promise<Answer>;

/** One method of the service: its errors go out as gRPC's, free of secrets. */
function handler<Request, Answer>(run: Method<Request, Answer>): handleUnaryCall<Request, Answer> {
  return (call, done) => {
    void (async () => run(call.request))().then(
      (answer) => done(null, answer),
      (error: unknown) => done(rpcError(error, ...aboutOf(call.request)) as ServiceError, null),
    );
  };
}

/** The type of the resource that a request is about, and the properties that came with it. */
function aboutOf(request: unknown): [type: string, came: PropertyMap] {
  const about = request as { getUrn?(): string } & Record<
    "getNews" | "getProperties" | "getInputs",
    (() => Struct) | undefined
  >;
  const struct = about.getNews?.() ?? about.getProperties?.() ?? about.getInputs?.();
  return [typeIn(about.getUrn?.() ?? ""), wrapped(struct)];
}

/** Pulumi's ResourceProvider, one method a line (pulumi: proto/pulumi/provider.proto). */
export function providerService(): UntypedServiceImplementation {
  const operations = new Operations();
  const previews = new Previews();
  const resources = new Resources(previews);
  const lasting = <Request, Answer>(run: Method<Request, Answer>) =>
    handler((request: Request) => operations.run(() => run(request)));
  return {
    handshake: handler(() => new ProviderHandshakeResponse().setAcceptSecrets(true)),
    attach: handler((request: PluginAttach) => {
      attachEngine(request.getAddress());
      dieWithEngine();
      return new Empty();
    }),
    getPluginInfo: handler(() => new PluginInfo().setVersion(VERSION)),
    getSchema: handler(() => new GetSchemaResponse().setSchema(schemaText())),
    checkConfig: handler(checkConfig),
    diffConfig: handler(diffConfig),
    configure: handler(configure),
    check: handler(resources.check.bind(resources)),
    diff: handler(resources.diff.bind(resources)),
    create: lasting((request: CreateRequest) => resources.create(request)),
    update: lasting((request: UpdateRequest) => resources.update(request)),
    read: lasting((request: ReadRequest) => resources.read(request)),
    delete: lasting((request: DeleteRequest) => resources.delete(request)),
    // After a failure the engine cancels what it has stopped waiting for; a component that ended in an error by that would be
    // shown as a second failure.
    construct: handler((request: ConstructRequest) =>
      Promise.race([
        operations.run(() => construct(request)),
        operations.cancelled.then(() => abandoned(request)),
      ]),
    ),
    invoke: lasting((request: InvokeRequest) => invoke(request)),
    // The engine cancels every plugin, also at the end of an operation that went well.
    cancel: handler(async () => {
      const isBusy = operations.areUnderWay;
      operations.cancel();
      if (previews.tellTotals() || isBusy) await delay(UNTIL_TOLD_MS);
      return new Empty();
    }),
  };
}
