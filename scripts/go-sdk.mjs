// Prints the folder of the generated SDK for Go, generating it first if there is none.
import { ensureGoSdk } from "./lib/goSdk.mjs";
import { main } from "./lib/run.mjs";

await main(async () => {
  console.log(await ensureGoSdk());
});
