// npm run plugin:archives [-- --into <folder>] [--only <system>-<machine>]: packs the native plugin for every system.
import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ensureBuild } from "./lib/build.mjs";
import { ensureModules } from "./lib/modules.mjs";
import { root } from "./lib/paths.mjs";
import { machines, systems, writeArchives } from "./lib/pluginArchives.mjs";
import { main } from "./lib/run.mjs";

const all = systems.flatMap((system) => machines.map((machine) => ({ system, machine })));
const nameOf = ({ system, machine }) => `${system}-${machine}`;

function chosen(only) {
  const targets = all.filter((target) => only === undefined || nameOf(target) === only);
  if (targets.length) return targets;
  throw new Error(`--only ${only}: there is no such archive; give one of ${all.map(nameOf).join(", ")}`);
}

await main(async () => {
  const options = { into: { type: "string", default: join(root, "archives") }, only: { type: "string" } };
  const { values } = parseArgs({ options });
  const targets = chosen(values.only);
  await ensureModules();
  await ensureBuild();
  const into = resolve(values.into);
  for (const name of await writeArchives(into, targets)) {
    const { size } = await stat(join(into, name));
    console.log(`${name}  ${(size / 1e6).toFixed(2)} MB`);
  }
});
