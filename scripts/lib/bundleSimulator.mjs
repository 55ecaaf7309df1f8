// The simulator is built on a web framework that users of the resources never start. It is bundled into the package, so
// that `npx pulumi-cavatica simulator` works without further installation, and `npm install pulumi-cavatica` installs
// no web server.
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { licences } from "./licences.mjs";
import { root } from "./paths.mjs";

const entries = ["index", "command"];

/** Everything that isn't a dependency of the package itself is bundled. */
async function isExternal() {
  const { dependencies } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const names = Object.keys(dependencies);
  return (id) => names.some((name) => id === name || id.startsWith(`${name}/`));
}

/** Replaces the compiled modules in `folder`/simulator with a bundle of its two entry points. */
export async function bundleSimulator(folder) {
  // Not a top-level import: scripts that install the dependencies load this file too.
  const { rolldown } = await import("rolldown");
  const [compiled, bundled] = [join(folder, "simulator"), join(folder, "simulator-bundle")];
  const input = Object.fromEntries(entries.map((entry) => [entry, join(compiled, `${entry}.js`)]));
  const bundle = await rolldown({ input, platform: "node", external: await isExternal() });
  // Minified exports would be invisible to `import { startSimulator }` in an ES module.
  const minify = { compress: false, mangle: false, codegen: { removeWhitespace: true } };
  const { output } = await bundle.write({ dir: bundled, format: "cjs", chunkFileNames: "[name].js", minify });
  await bundle.close();
  const modules = output.flatMap(({ moduleIds = [] }) => moduleIds).filter((id) => !id.startsWith(compiled));
  await writeFile(join(bundled, "THIRD-PARTY-LICENSES.txt"), await licences(modules));
  await rm(compiled, { recursive: true, force: true });
  await rename(bundled, compiled);
}
