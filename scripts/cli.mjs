// Prints the folder of a Pulumi CLI, installing one first if there is none.
import { ensureCli } from "./lib/cli.mjs";
import { main } from "./lib/run.mjs";

await main(async () => {
  console.log(await ensureCli());
});
