// Prints the folder of a virtual environment that holds the Python SDK, making it first where there is none.
import { ensurePythonSdk } from "./lib/pythonSdk.mjs";
import { main } from "./lib/run.mjs";

await main(async () => {
  console.log(await ensurePythonSdk());
});
