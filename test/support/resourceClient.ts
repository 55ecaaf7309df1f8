// The life-cycle calls of one resource type, with plain JSON in and out, as the engine would make them.
import {
  CheckRequest,
  CreateRequest,
  DeleteRequest,
  DiffRequest,
  DiffResponse,
  ReadRequest,
  UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import type {
  CheckResponse,
  CreateResponse,
  ReadResponse,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import type { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { type PropertyMap, call, fromStruct, toStruct } from "./wire";

export interface CallOptions {
  urn?: string;
  /** Seconds: the engine's customTimeouts. */
  timeout?: number;
}

export interface CheckFailure {
  property: string;
  reason: string;
}

export interface Diff {
  /** undefined: the provider leaves the comparison to the engine. */
  changes: boolean | undefined;
  replaces: string[];
  deleteBeforeReplace: boolean;
}

const { DIFF_SOME, DIFF_NONE } = DiffResponse.DiffChanges;
const changesOf = (answer: DiffResponse) =>
  answer.getChanges() === DIFF_SOME ? true : answer.getChanges() === DIFF_NONE ? false : undefined;

// The process itself adds __provider to every success, so only its presence in partial state matters.
function plain(struct: Parameters<typeof fromStruct>[0]): PropertyMap {
  const props = fromStruct(struct);
  delete props.__provider;
  return props;
}

export class ResourceClient {
  readonly urn: string;

  constructor(
    private readonly client: ResourceProviderClient,
    private readonly text: string,
    type: string,
  ) {
    this.urn = `urn:pulumi:test::test::pulumi-nodejs:dynamic/${type}::it`;
  }

  private props = (props: PropertyMap) => toStruct({ ...props, __provider: this.text });

  async check(olds: PropertyMap, news: PropertyMap, { urn = this.urn }: CallOptions = {}) {
    const request = new CheckRequest().setUrn(urn).setOlds(this.props(olds)).setNews(this.props(news));
    const answer = await call<CheckResponse>((done) => this.client.check(request, done));
    const failures: CheckFailure[] = answer
      .getFailuresList()
      .map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() }));
    return { inputs: plain(answer.getInputs()), failures };
  }

  async diff(
    id: string,
    olds: PropertyMap,
    news: PropertyMap,
    { urn = this.urn }: CallOptions = {},
  ): Promise<Diff> {
    const request = new DiffRequest()
      .setId(id)
      .setUrn(urn)
      .setOlds(this.props(olds))
      .setNews(this.props(news));
    const answer = await call<DiffResponse>((done) => this.client.diff(request, done));
    return {
      changes: changesOf(answer),
      replaces: answer.getReplacesList(),
      deleteBeforeReplace: answer.getDeletebeforereplace(),
    };
  }

  async create(inputs: PropertyMap, { urn = this.urn, timeout = 0 }: CallOptions = {}) {
    const request = new CreateRequest().setUrn(urn).setTimeout(timeout).setProperties(this.props(inputs));
    const answer = await call<CreateResponse>((done) => this.client.create(request, done));
    return { id: answer.getId(), outs: plain(answer.getProperties()) };
  }

  async update(
    id: string,
    olds: PropertyMap,
    news: PropertyMap,
    { urn = this.urn, timeout = 0 }: CallOptions = {},
  ) {
    const request = new UpdateRequest().setId(id).setUrn(urn).setTimeout(timeout);
    request.setOlds(this.props(olds)).setNews(this.props(news));
    const answer = await call<UpdateResponse>((done) => this.client.update(request, done));
    return { outs: plain(answer.getProperties()) };
  }

  /** An empty ID means that the resource is gone. */
  async read(id: string, props: PropertyMap, { urn = this.urn }: CallOptions = {}) {
    const request = new ReadRequest().setId(id).setUrn(urn).setProperties(this.props(props));
    const answer = await call<ReadResponse>((done) => this.client.read(request, done));
    const inputs = answer.hasInputs() ? plain(answer.getInputs()) : undefined;
    return { id: answer.getId(), props: plain(answer.getProperties()), inputs };
  }

  async delete(
    id: string,
    props: PropertyMap,
    { urn = this.urn, timeout = 0 }: CallOptions = {},
  ): Promise<void> {
    const request = new DeleteRequest()
      .setId(id)
      .setUrn(urn)
      .setTimeout(timeout)
      .setProperties(this.props(props));
    await call((done) => this.client.delete(request, done));
  }
}
