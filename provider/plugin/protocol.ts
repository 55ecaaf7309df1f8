import type * as Grpc from "@grpc/grpc-js";
import type * as AnyMessages from "google-protobuf/google/protobuf/any_pb";
import type * as EmptyMessages from "google-protobuf/google/protobuf/empty_pb";
import type * as StructMessages from "google-protobuf/google/protobuf/struct_pb";
import { sdkModules } from "../runtime/engine/sdkModules";

export const grpc = sdkModules.grpc() as typeof Grpc;

export const { Any } = sdkModules.any() as typeof AnyMessages;
export const { Empty } = sdkModules.empty() as typeof EmptyMessages;
export const { Struct } = sdkModules.struct() as typeof StructMessages;
export type Struct = StructMessages.Struct;
