// Writes schema/pulumi.json, from which the SDKs of other languages are generated.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ensureBuild } from "./lib/build.mjs";
import { declaredNames } from "./lib/declared.mjs";
import { root } from "./lib/paths.mjs";
import { main } from "./lib/run.mjs";

await main(async () => {
  await ensureBuild();
  const built = createRequire(join(root, "dist/provider/plugin/schema/packageSchema.js"));
  const { packageSchemaText } = built("./packageSchema.js");
  writeFileSync(join(root, "schema/pulumi.json"), packageSchemaText(declaredNames()));
});
