// The native plugin with everything it needs in one file, so that a plugin's archive holds no node_modules.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { licences } from "./licences.mjs";
import { root } from "./paths.mjs";

// Where the build has it: files are looked up relative to it (the schema, the version).
export const bundleFolder = "dist/provider/plugin";

/** What the SDK brings is loaded through its own folder (provider/runtime/engine/sdkModules.ts), which bundlers can't follow. */
const followSdkModules = {
  name: "follow-sdk-modules",
  transform: (code, id) =>
    /[\\/]engine[\\/]sdkModules\.js$/.test(id)
      ? code.replace(/\bload\(("[^"]+")\)/g, "require($1)")
      : undefined,
};

/** Writes main.js and THIRD-PARTY-LICENSES.txt into `folder`, from the build. */
export async function bundlePlugin(folder) {
  // Not a top-level import: scripts that install the dependencies load this file too.
  const { rolldown } = await import("rolldown");
  const input = { main: join(root, bundleFolder, "main.js") };
  const bundle = await rolldown({ input, platform: "node", plugins: [followSdkModules] });
  // Names are kept: they show in stack traces.
  const minify = { compress: false, mangle: false, codegen: { removeWhitespace: true } };
  const written = { dir: folder, format: "cjs", codeSplitting: false, minify };
  const { output } = await bundle.write(written);
  await bundle.close();
  const own = join(root, "dist");
  const modules = output.flatMap(({ moduleIds = [] }) => moduleIds).filter((id) => !id.startsWith(own));
  await writeFile(join(folder, "THIRD-PARTY-LICENSES.txt"), await licences(modules));
}
