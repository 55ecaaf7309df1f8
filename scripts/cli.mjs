// Prints the folder of a Pulumi CLI, getting one first where there is none.
import { ensureCli } from "./lib/cli.mjs";
import { main } from "./lib/run.mjs";

await main(async () => {
  console.log(await ensureCli());
});
