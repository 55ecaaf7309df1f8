// The life-cycle calls of one native resource, with plain JSON in and out.
import type { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckRequest,
  type CheckResponse,
  CreateRequest,
  type CreateResponse,
  DeleteRequest,
  DiffRequest,
  DiffResponse,
  ReadRequest,
  type ReadResponse,
  UpdateRequest,
  type UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { call, fromStruct, type PropertyMap, toStruct } from "./wire";

interface Options {
  preview?: boolean;
  /** Seconds. */
  timeout?: number;
}

export class PluginResource {
  readonly urn: string;

  constructor(
    private readonly client: ResourceProviderClient,
    type: string,
    name: string,
  ) {
    this.urn = `urn:pulumi:test::test::cavatica:index:${type}::${name}`;
  }

  async check(news: PropertyMap, olds: PropertyMap = {}) {
    const request = new CheckRequest().setUrn(this.urn).setOlds(toStruct(olds)).setNews(toStruct(news));
    const answer = await call<CheckResponse>((done) => this.client.check(request, done));
    const failures = answer.getFailuresList().map((one) => one.getReason());
    return { inputs: fromStruct(answer.getInputs()), failures };
  }

  async diff(id: string, olds: PropertyMap, news: PropertyMap) {
    const request = new DiffRequest()
      .setId(id)
      .setUrn(this.urn)
      .setOlds(toStruct(olds))
      .setNews(toStruct(news));
    const answer = await call<DiffResponse>((done) => this.client.diff(request, done));
    return {
      changes: answer.getChanges() === DiffResponse.DiffChanges.DIFF_SOME,
      replaces: answer.getReplacesList(),
    };
  }

  async create(inputs: PropertyMap, { preview = false, timeout = 0 }: Options = {}) {
    const request = new CreateRequest()
      .setUrn(this.urn)
      .setProperties(toStruct(inputs))
      .setPreview(preview)
      .setTimeout(timeout);
    const answer = await call<CreateResponse>((done) => this.client.create(request, done));
    return { id: answer.getId(), outs: fromStruct(answer.getProperties()) };
  }

  async update(
    id: string,
    olds: PropertyMap,
    news: PropertyMap,
    { preview = false, timeout = 0 }: Options = {},
  ) {
    const request = new UpdateRequest().setId(id).setUrn(this.urn).setPreview(preview).setTimeout(timeout);
    request.setOlds(toStruct(olds)).setNews(toStruct(news));
    const answer = await call<UpdateResponse>((done) => this.client.update(request, done));
    return fromStruct(answer.getProperties());
  }

  async read(id: string, props: PropertyMap = {}) {
    const request = new ReadRequest().setId(id).setUrn(this.urn).setProperties(toStruct(props));
    const answer = await call<ReadResponse>((done) => this.client.read(request, done));
    return {
      id: answer.getId(),
      outs: fromStruct(answer.getProperties()),
      inputs: fromStruct(answer.getInputs()),
    };
  }

  delete(id: string, props: PropertyMap): Promise<unknown> {
    const request = new DeleteRequest().setId(id).setUrn(this.urn).setProperties(toStruct(props));
    return call((done) => this.client.delete(request, done));
  }
}
