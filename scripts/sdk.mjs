// npm run sdk: the SDKs of other languages, from schema/pulumi.json.
import { generateSdks } from "./lib/sdk.mjs";
import { main } from "./lib/run.mjs";

await main(() => generateSdks());
