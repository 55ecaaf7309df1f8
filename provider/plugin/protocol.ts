import { createRequire } from "node:module";
import type * as Grpc from "@grpc/grpc-js";
import type * as AnyMessages from "google-protobuf/google/protobuf/any_pb";
import type * as EmptyMessages from "google-protobuf/google/protobuf/empty_pb";
import type * as StructMessages from "google-protobuf/google/protobuf/struct_pb";

/**
 * The SDK's own gRPC and protobuf, which are dependencies of it and none of this package: the messages of its protocol
 * (@pulumi/pulumi/proto) are made of exactly these.
 */
const fromSdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));

export const grpc = fromSdk("@grpc/grpc-js") as typeof Grpc;

export const { Any } = fromSdk("google-protobuf/google/protobuf/any_pb.js") as typeof AnyMessages;
export const { Empty } = fromSdk("google-protobuf/google/protobuf/empty_pb.js") as typeof EmptyMessages;
export const { Struct } = fromSdk("google-protobuf/google/protobuf/struct_pb.js") as typeof StructMessages;
export type Struct = StructMessages.Struct;
