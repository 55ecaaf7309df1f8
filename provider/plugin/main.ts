import { dieWithEngine } from "../runtime/engine/lifetime";
import { keepHeapSmall } from "../runtime/engine/memory";

// First of all: a CLI that is killed while the rest is loaded would leave this process behind for ever.
dieWithEngine();
keepHeapSmall();

/** As the engine's own limit; a bulk resource of 50 000 items takes tens of megabytes. */
const LARGEST_MESSAGE = 400 * 1024 * 1024;

async function serve(): Promise<void> {
  const [{ grpc }, { ResourceProviderService }, { providerService }] = await Promise.all([
    import("./protocol.js"),
    import("@pulumi/pulumi/proto/provider_grpc_pb.js"),
    import("./service.js"),
  ]);
  const server = new grpc.Server({
    "grpc.max_receive_message_length": LARGEST_MESSAGE,
    "grpc.max_send_message_length": LARGEST_MESSAGE,
  });
  server.addService(ResourceProviderService, providerService());
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) fail(error);
    // The engine reads the port from the only line there is.
    else process.stdout.write(`${port}\n`);
  });
}

function fail(error: unknown): void {
  const why = error instanceof Error ? error.message : String(error);
  process.stderr.write(`pulumi-resource-cavatica can't start: ${why}\n`);
  process.exitCode = 1;
}

serve().catch(fail);
