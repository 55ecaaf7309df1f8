import {
  type CheckRequest,
  type CheckResponse,
  type CreateRequest,
  CreateResponse,
  type DeleteRequest,
  type DiffRequest,
  type DiffResponse,
  type ReadRequest,
  ReadResponse,
  type UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import type { Empty as EmptyMessage } from "google-protobuf/google/protobuf/empty_pb";
import type { PropertyMap } from "../inputs/propertyMap";
import type { Call } from "../runtime/contract/resourceType";
import { visible } from "../runtime/engine/hiddenInputs";
import { hold } from "../runtime/engine/ownership";
import { warn } from "../runtime/engine/status";
import { checked, diffed } from "./answers";
import { previewed } from "./schemaFile";
import type { Previews } from "./previews";
import { Empty, type Struct } from "./protocol";
import { resourceType, typeIn } from "./tokens";
import { hidden, sealed, unwrapped } from "./secrets";
import { hasSecrets, message, plain, wrapped } from "./values";
import { warningsOf } from "./warnings";

const DEFAULT_TIMEOUT_MS = 24 * 3_600_000;

/** No seconds at all say that the resource has no customTimeouts for the operation. */
const callOf = (urn: string, seconds = 0): Call => ({
  urn,
  timeout: seconds > 0 ? seconds * 1_000 : DEFAULT_TIMEOUT_MS,
});

const holdThings = (urn: string, id: string, props: PropertyMap): void =>
  hold(urn, resourceType(urn).things?.(id, props) ?? []);

/** What goes back, with all that is secret sealed. */
const answerOf = (urn: string, props: PropertyMap, came: Struct | undefined): Struct =>
  message(sealed(typeIn(urn), props, wrapped(came)));

/** What state has of a resource; one that was made by the form for Node.js programs has more than users know. */
const inState = (struct: Struct | undefined): PropertyMap => visible(plain(struct));

/** The life of resources: the engine's requests, answered by the runtime's types. */
export class Resources {
  constructor(private readonly previews: Previews) {}

  check(request: CheckRequest): CheckResponse {
    const urn = request.getUrn();
    const came = wrapped(request.getNews());
    const news = unwrapped(came) as PropertyMap;
    const { inputs, failures } = resourceType(urn).check(news, inState(request.getOlds()), callOf(urn));
    for (const text of warningsOf(typeIn(urn), news)) warn(hidden(text, came), urn);
    return checked(sealed(typeIn(urn), inputs, came), failures, came);
  }

  diff(request: DiffRequest): DiffResponse {
    const [urn, id] = [request.getUrn(), request.getId()];
    const olds = inState(request.getOlds());
    holdThings(urn, id, olds);
    const diff = resourceType(urn).diff(id, olds, plain(request.getNews()));
    if (!diff.changes) this.previews.unchanged(urn, olds);
    return diffed(diff);
  }

  async create(request: CreateRequest): Promise<CreateResponse> {
    const urn = request.getUrn();
    const inputs = plain(request.getProperties());
    if (request.getPreview()) {
      await this.previews.look(
        urn,
        { isInState: false, values: inputs },
        hasSecrets(request.getProperties()),
      );
      return new CreateResponse().setProperties(this.preview(urn, inputs, request.getProperties()));
    }
    holdThings(urn, "", inputs);
    const { id, outs } = await resourceType(urn).create(inputs, callOf(urn, request.getTimeout()));
    if (!id) throw new TypeError("the platform gave no id");
    holdThings(urn, id, outs);
    return new CreateResponse().setId(id).setProperties(answerOf(urn, outs, request.getProperties()));
  }

  async update(request: UpdateRequest): Promise<UpdateResponse> {
    const [urn, id] = [request.getUrn(), request.getId()];
    const news = plain(request.getNews());
    if (request.getPreview()) {
      await this.previews.look(urn, { isInState: true, values: news }, hasSecrets(request.getNews()));
      return new UpdateResponse().setProperties(this.preview(urn, news, request.getNews()));
    }
    holdThings(urn, id, news);
    const call = callOf(urn, request.getTimeout());
    const outs = await resourceType(urn).update(id, inState(request.getOlds()), news, call);
    return new UpdateResponse().setProperties(answerOf(urn, outs, request.getNews()));
  }

  /** Without properties it is a `get`, and nothing to be found is an error; else it is a refresh. */
  async read(request: ReadRequest): Promise<ReadResponse> {
    const [urn, id] = [request.getUrn(), request.getId()];
    const [type, props] = [resourceType(urn), inState(request.getProperties())];
    const isGet = !(type.marker in props);
    const state = await type.read(id, props, isGet, callOf(urn));
    if (!state && isGet) throw new Error(`nothing with id ${id} is visible to this token`);
    if (!state) return new ReadResponse();
    return new ReadResponse()
      .setId(id)
      .setProperties(answerOf(urn, state.outs, request.getProperties()))
      .setInputs(answerOf(urn, state.inputs, request.getInputs() ?? request.getProperties()));
  }

  async delete(request: DeleteRequest): Promise<EmptyMessage> {
    const urn = request.getUrn();
    const olds = inState(request.getProperties());
    await resourceType(urn).delete(request.getId(), olds, callOf(urn, request.getTimeout()));
    return new Empty();
  }

  private preview = (urn: string, inputs: PropertyMap, came: Struct | undefined): Struct =>
    answerOf(urn, previewed(typeIn(urn), inputs), came);
}
