import type { ServiceError } from "@grpc/grpc-js";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  type RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import type { Alias } from "@pulumi/pulumi/proto/alias_pb";
import type { PropertyMap } from "../../inputs/propertyMap";
import { grpc } from "../protocol";
import { message, wrapped } from "../values";

/** A resource that a component declares, or the component itself. */
export interface Registration {
  type: string;
  name: string;
  parent: string;
  /** False: a component. */
  custom: boolean;
  props: PropertyMap;
  /** URNs by the property that they have gone into; under "" those that all depend on. */
  dependencies?: ReadonlyMap<string, readonly string[]>;
  aliases?: readonly Alias[];
  /** Sets what it takes over from its component. */
  inherit?: (request: RegisterResourceRequest) => unknown;
}

/** What the engine answers to it; secrets are wrapped, and an id that isn't known yet is empty. */
export interface Registered {
  urn: string;
  id: string;
  outs: PropertyMap;
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

  async register(given: Registration): Promise<Registered> {
    const request = new RegisterResourceRequest()
      .setType(given.type)
      .setName(given.name)
      .setParent(given.parent)
      .setCustom(given.custom)
      .setObject(message(given.props))
      .setAliasesList([...(given.aliases ?? [])])
      .setSupportspartialvalues(true)
      .setAcceptsecrets(true)
      .setAliasspecs(true);
    setDependencies(request, given);
    given.inherit?.(request);
    const answer = await called<RegisterResourceResponse>((done) =>
      this.client.registerResource(request, done),
    );
    return { urn: answer.getUrn(), id: answer.getId(), outs: wrapped(answer.getObject()) };
  }

  async outputs(urn: string, outs: PropertyMap): Promise<void> {
    const request = new RegisterResourceOutputsRequest().setUrn(urn).setOutputs(message(outs));
    await called((done) => this.client.registerResourceOutputs(request, done));
  }

  close(): void {
    this.client.close();
  }
}

/** Each property with its own, so that the replacement of a volume concerns what names it, and nothing else. */
function setDependencies(request: RegisterResourceRequest, { dependencies, props }: Registration): void {
  if (!dependencies) return;
  request.setDependenciesList([...new Set([...dependencies.values()].flat())]);
  const byProperty = request.getPropertydependenciesMap();
  for (const key of Object.keys(props)) {
    const urns = new RegisterResourceRequest.PropertyDependencies().setUrnsList([
      ...(dependencies.get(key) ?? []),
    ]);
    byProperty.set(key, urns);
  }
}

/**
 * The engine ends the deployment because of a failure that it has told already; nobody waits for what the component says.
 */
export class DeploymentOver extends Error {}

const called = <T>(run: (done: (error: ServiceError | null, answer: T) => void) => unknown): Promise<T> =>
  new Promise((resolve, reject) => {
    run((error, answer) => {
      if (!error) resolve(answer);
      else reject(OVER.has(error.code) ? new DeploymentOver(error.details) : new Error(error.details));
    });
  });

const OVER: ReadonlySet<number> = new Set([grpc.status.UNAVAILABLE, grpc.status.CANCELLED]);
