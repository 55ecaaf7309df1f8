// Everything a clean clone needs before it can run a stack: dependencies, build, CLI.
import { ensureBuild } from "./build.mjs";
import { ensureCli } from "./cli.mjs";
import { ensureModules } from "./modules.mjs";

export async function setup() {
  await ensureModules();
  await ensureBuild();
  return { cli: await ensureCli() };
}
