import type { ServiceError } from "@grpc/grpc-js";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  type RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import type { PropertyMap } from "../inputs/propertyMap";
import { grpc } from "./protocol";
import { message, plain } from "./values";

/** A resource that a component declares, or the component itself. */
export interface Registration {
  type: string;
  name: string;
  parent: string;
  /** False: a component. */
  custom: boolean;
  props: PropertyMap;
  dependencies?: readonly string[];
  /** Reference of the provider that is to carry it out. */
  provider?: string | undefined;
  /** More of the request's own fields. */
  more?: (request: RegisterResourceRequest) => unknown;
}

/** The engine's side that takes resources of a component; one connection a component. */
export class Monitor {
  private readonly client: ResourceMonitorClient;

  constructor(address: string) {
    const largest = 400 * 1024 * 1024;
    this.client = new ResourceMonitorClient(address, grpc.credentials.createInsecure(), {
      "grpc.max_receive_message_length": largest,
      "grpc.max_send_message_length": largest,
    });
  }

  async register(given: Registration): Promise<{ urn: string; outs: PropertyMap }> {
    const request = new RegisterResourceRequest()
      .setType(given.type)
      .setName(given.name)
      .setParent(given.parent)
      .setCustom(given.custom)
      .setObject(message(given.props))
      .setDependenciesList([...(given.dependencies ?? [])])
      .setProvider(given.provider ?? "")
      .setSupportspartialvalues(true)
      .setAcceptsecrets(true)
      .setAliasspecs(true);
    given.more?.(request);
    const answer = await called<RegisterResourceResponse>((done) =>
      this.client.registerResource(request, done),
    );
    return { urn: answer.getUrn(), outs: plain(answer.getObject()) };
  }

  async outputs(urn: string, outs: PropertyMap): Promise<void> {
    const request = new RegisterResourceOutputsRequest().setUrn(urn).setOutputs(message(outs));
    await called((done) => this.client.registerResourceOutputs(request, done));
  }

  close(): void {
    this.client.close();
  }
}

const called = <T>(run: (done: (error: ServiceError | null, answer: T) => void) => unknown): Promise<T> =>
  new Promise((resolve, reject) => {
    run((error, answer) => (error ? reject(new Error(error.details)) : resolve(answer)));
  });
