// Plain JSON on one side, the protobuf messages of the Pulumi plugin protocol on the other.
import type * as grpc from "@grpc/grpc-js";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";

export type PropertyMap = Record<string, unknown>;

export const toStruct = (props: PropertyMap): Struct =>
  Struct.fromJavaScript(props as Record<string, JavaScriptValue>);
export const fromStruct = (struct: Struct | undefined): PropertyMap => struct?.toJavaScript() ?? {};

/** What the engine keeps in state if create or update failed halfway. */
export interface PartialState {
  id: string;
  /** As sent, so with `__provider`, without which a later read or delete is impossible. */
  properties: PropertyMap;
  reasons: string[];
}

export class CallError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly partial: PartialState | undefined,
  ) {
    super(message);
    this.name = "CallError";
  }
}

const initFailed = "pulumirpc.ErrorResourceInitFailed";

function partialOf(metadata: grpc.Metadata): PartialState | undefined {
  const [bytes] = metadata.get("grpc-status-details-bin");
  if (!Buffer.isBuffer(bytes)) return undefined;
  for (const detail of Status.deserializeBinary(bytes).getDetailsList()) {
    const message = detail.unpack((data) => ErrorResourceInitFailed.deserializeBinary(data), initFailed);
    if (message === null) continue;
    return {
      id: message.getId(),
      properties: fromStruct(message.getProperties()),
      reasons: message.getReasonsList(),
    };
  }
  return undefined;
}

export const toCallError = (error: grpc.ServiceError): CallError =>
  new CallError(error.code, error.details, partialOf(error.metadata));

type Answer<T> = (error: grpc.ServiceError | null, value: T) => void;

/** One unary call as a promise that rejects with a `CallError`. */
export function call<T>(invoke: (answer: Answer<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    invoke((error, value) => (error ? reject(toCallError(error)) : resolve(value)));
  });
}
