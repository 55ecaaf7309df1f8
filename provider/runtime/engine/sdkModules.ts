import { createRequire } from "node:module";

let fromSdk: NodeJS.Require | undefined;

/** Looked for from the SDK's folder: what it depends on needn't be installed where this package finds it. */
const load = (name: string): unknown =>
  (fromSdk ??= createRequire(require.resolve("@pulumi/pulumi/package.json")))(name);

/**
 * The SDK's own gRPC and protobuf, which are dependencies of it and none of this package: the messages of its protocol
 * (@pulumi/pulumi/proto) are made of exactly these. Each is loaded when it is first asked for.
 *
 * In the plugin's archive, where everything is in one file, `load("…")` is a plain `require("…")`
 * (scripts/lib/pluginBundle.mjs), so a name must be written out here.
 */
export const sdkModules = {
  grpc: () => load("@grpc/grpc-js"),
  engineServices: () => load("@pulumi/pulumi/proto/engine_grpc_pb.js"),
  engineMessages: () => load("@pulumi/pulumi/proto/engine_pb.js"),
  any: () => load("google-protobuf/google/protobuf/any_pb.js"),
  empty: () => load("google-protobuf/google/protobuf/empty_pb.js"),
  struct: () => load("google-protobuf/google/protobuf/struct_pb.js"),
};
