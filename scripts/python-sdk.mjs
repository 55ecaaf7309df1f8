// Prints the folder of a virtual environment that contains the Python SDK, creating it first if there is none.
import { ensurePythonSdk } from "./lib/pythonSdk.mjs";
import { main } from "./lib/run.mjs";

await main(async () => {
  console.log(await ensurePythonSdk());
});
