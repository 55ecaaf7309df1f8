// The life-cycle calls of resources on a simulated process: the messages of gRPC, without its sockets.
import type { Message } from "google-protobuf";
import { Metadata, type ServiceError } from "@grpc/grpc-js";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { stub } from "../../../provider/resources/stub";
import { call, CallError, fromStruct, type PropertyMap, toStruct } from "../../support/wire";
import type { Adapter, Service, SimulatedProcess } from "./host";

/** A resource as its provider hears of it. */
export interface Named {
  type: string;
  name: string;
  /** Seconds that create and update may take; 0: the default. */
  timeout: number;
}

export interface Diff {
  changes: boolean;
  replaces: string[];
  deleteBeforeReplace: boolean;
}

type Answer = (error: ServiceError | null, value: never) => void;

const UNAVAILABLE = 14;
/** The error of a step whose provider process was killed. */
export const GONE = "error reading from server: EOF";

const tokenOf = (adapter: Adapter, type: string): string =>
  adapter === "native" ? `cavatica:index:${type}` : `pulumi-nodejs:dynamic/cavatica:${type}`;

export const urnOf = (adapter: Adapter, { type, name }: Named): string =>
  `urn:pulumi:test::test::${tokenOf(adapter, type)}::${name}`;

export class Calls {
  private readonly open = new Set<() => void>();

  private constructor(
    readonly adapter: Adapter,
    readonly process: SimulatedProcess,
    private readonly service: Service,
  ) {
    process.onEnd(() => this.open.forEach((cut) => cut()));
  }

  /** A configured provider. */
  static async on(process: SimulatedProcess, adapter: Adapter, config: PropertyMap = {}): Promise<Calls> {
    const calls = new Calls(adapter, process, await process.service(adapter));
    await calls.unary("configure", new messages.ConfigureRequest().setArgs(toStruct(config)));
    return calls;
  }

  async check(about: Named, olds: PropertyMap, news: PropertyMap) {
    const request = new messages.CheckRequest().setUrn(this.urn(about));
    request.setOlds(toStruct(olds)).setNews(this.given(about, news));
    const answer = await this.unary<messages.CheckResponse>("check", request);
    const failures = answer.getFailuresList().map((one) => `${one.getProperty()}: ${one.getReason()}`);
    return { inputs: fromStruct(answer.getInputs()), failures };
  }

  async diff(about: Named, id: string, olds: PropertyMap, news: PropertyMap): Promise<Diff> {
    const request = new messages.DiffRequest().setId(id).setUrn(this.urn(about));
    request.setOlds(toStruct(olds)).setNews(toStruct(news));
    const answer = await this.unary<messages.DiffResponse>("diff", request);
    return {
      changes: answer.getChanges() === messages.DiffResponse.DiffChanges.DIFF_SOME,
      replaces: answer.getReplacesList(),
      deleteBeforeReplace: answer.getDeletebeforereplace(),
    };
  }

  async create(about: Named, inputs: PropertyMap, preview = false) {
    const request = new messages.CreateRequest().setUrn(this.urn(about)).setTimeout(about.timeout);
    request.setProperties(toStruct(inputs)).setPreview(preview);
    const answer = await this.unary<messages.CreateResponse>("create", request);
    return { id: answer.getId(), outs: fromStruct(answer.getProperties()) };
  }

  async update(about: Named, id: string, olds: PropertyMap, news: PropertyMap, preview = false) {
    const request = new messages.UpdateRequest().setId(id).setUrn(this.urn(about)).setTimeout(about.timeout);
    request.setOlds(toStruct(olds)).setNews(toStruct(news)).setPreview(preview);
    const answer = await this.unary<messages.UpdateResponse>("update", request);
    return fromStruct(answer.getProperties());
  }

  /** Undefined: it is gone. */
  async read(about: Named, id: string, inputs: PropertyMap, props: PropertyMap) {
    const request = new messages.ReadRequest().setId(id).setUrn(this.urn(about));
    request.setInputs(toStruct(inputs)).setProperties(toStruct(props));
    const answer = await this.unary<messages.ReadResponse>("read", request);
    if (answer.getId() === "") return undefined;
    const read = answer.hasInputs() ? fromStruct(answer.getInputs()) : inputs;
    return { outs: fromStruct(answer.getProperties()), inputs: read };
  }

  async delete(about: Named, id: string, props: PropertyMap): Promise<void> {
    const request = new messages.DeleteRequest().setId(id).setUrn(this.urn(about)).setTimeout(about.timeout);
    await this.unary("delete", request.setProperties(toStruct(props)));
  }

  /** What Ctrl-C comes to for a provider. */
  async cancel(): Promise<void> {
    await this.unary("cancel", new Empty());
  }

  private urn = (about: Named): string => urnOf(this.adapter, about);

  /** What the SDK's classes add to the inputs of dynamic resources (provider/resources/resource.ts). */
  private given(about: Named, props: PropertyMap) {
    if (this.adapter === "native") return toStruct(props);
    const { timeout } = about;
    const timeouts = timeout > 0 && {
      __timeouts: { create: `${timeout}s`, update: `${timeout}s`, delete: `${timeout}s` },
    };
    return toStruct({ ...props, __provider: stub(about.type), __urn: this.urn(about), ...timeouts });
  }

  /** A killed process answers what is open, and what comes, as gRPC does for it. */
  private async unary<T>(method: string, request: Message): Promise<T> {
    const sent = (request.constructor as typeof Message).deserializeBinary(request.serializeBinary());
    let cut: () => void = () => undefined;
    const killed = new Promise<never>((_, reject) => {
      cut = () => reject(new CallError(UNAVAILABLE, GONE, undefined));
    });
    killed.catch(() => undefined);
    if (this.process.time.isOver) cut();
    this.open.add(cut);
    try {
      return await Promise.race([killed, call<T>((answer) => this.invoke(method, sent, answer as Answer))]);
    } finally {
      this.open.delete(cut);
    }
  }

  private invoke(method: string, request: Message, answer: Answer): void {
    const handler = this.service[method];
    if (!handler) throw new Error(`no method ${method}`);
    handler(
      { request } as never,
      ((error: ServiceError | null, value: unknown) => {
        if (error)
          Object.assign(error, {
            details: error.details ?? error.message,
            metadata: error.metadata ?? new Metadata(),
          });
        answer(error, value as never);
      }) as never,
    );
  }
}
