// Prints the folder of Pulumi's AWS package, installing it first if it isn't there.
import { ensureAwsSdk } from "./lib/awsSdk.mjs";
import { main } from "./lib/run.mjs";

await main(async () => {
  console.log(await ensureAwsSdk());
});
