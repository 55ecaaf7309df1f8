// The part of the engine that registers a component's resources: it answers as if each had been created.
import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { fromStruct, type PropertyMap, toStruct } from "./wire";

export interface RegisteredResource {
  urn: string;
  type: string;
  name: string;
  custom: boolean;
  props: PropertyMap;
  request: RegisterResourceRequest;
}

export interface FakeMonitor {
  address: string;
  registered: RegisteredResource[];
  /** Outputs that a component has registered, by URN. */
  outputs: Record<string, PropertyMap>;
  stop(): void;
}

export interface MonitorOptions {
  /** Outputs of a resource in addition to its inputs. */
  outs?: (resource: RegisteredResource) => PropertyMap;
  /** Whether this is a preview, in which IDs are unknown. */
  preview?: boolean;
  /** Names of resources whose creation fails, with the gRPC status. */
  failing?: Record<string, grpc.status>;
}

export function urnOf(parent: string, type: string, name: string): string {
  const above = parent.split("::")[2] ?? "";
  const isTop = above === "" || above === "pulumi:pulumi:Stack";
  return `urn:pulumi:test::test::${isTop ? "" : `${above}$`}${type}::${name}`;
}

type Call<Request> = grpc.ServerUnaryCall<Request, unknown>;
type Done<Answer> = grpc.sendUnaryData<Answer>;

export async function startFakeMonitor(options: MonitorOptions = {}): Promise<FakeMonitor> {
  const { outs = () => ({}), preview = false, failing = {} } = options;
  const registered: RegisteredResource[] = [];
  const outputs: Record<string, PropertyMap> = {};
  const server = new grpc.Server();
  server.addService(ResourceMonitorService, {
    registerResource({ request }: Call<RegisterResourceRequest>, done: Done<RegisterResourceResponse>) {
      const [type, name, custom] = [request.getType(), request.getName(), request.getCustom()];
      const urn = urnOf(request.getParent(), type, name);
      const resource = { urn, type, name, custom, props: fromStruct(request.getObject()), request };
      registered.push(resource);
      const code = failing[name];
      if (code !== undefined) return void done({ code, details: `${name} can't be made` });
      const answer = new RegisterResourceResponse().setUrn(urn);
      if (custom && !preview) answer.setId(`id-of-${name}`);
      done(null, answer.setObject(toStruct({ ...resource.props, ...outs(resource) })));
    },
    registerResourceOutputs({ request }: Call<RegisterResourceOutputsRequest>, done: Done<Empty>) {
      outputs[request.getUrn()] = fromStruct(request.getOutputs());
      done(null, new Empty());
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { address: `127.0.0.1:${port}`, registered, outputs, stop: () => server.forceShutdown() };
}
