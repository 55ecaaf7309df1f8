// Prints the folder of the language hosts for YAML, Python and Go, installing them first if there are none.
import { ensureHosts } from "./lib/hosts.mjs";
import { main } from "./lib/run.mjs";

await main(async () => {
  console.log(await ensureHosts());
});
