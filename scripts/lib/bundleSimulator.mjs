// The simulator is built on a web framework that no user of the resources ever starts. It is bundled into the package,
// so that `npx pulumi-cavatica simulator` works as it is and `npm install pulumi-cavatica` brings no web server along.
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./paths.mjs";

const entries = ["index", "command"];

/** Bundled: whatever isn't a dependency of the package itself. */
async function isExternal() {
  const { dependencies } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const names = Object.keys(dependencies);
  return (id) => names.some((name) => id === name || id.startsWith(`${name}/`));
}

const packageFolder = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;

async function licenceOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
  const text = file ? await readFile(join(folder, file), "utf8") : "";
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}

/** The licences of what is bundled, which ask to be passed on with it. */
async function licences(modules) {
  const folders = new Set(modules.flatMap((id) => packageFolder.exec(id)?.[1] ?? []));
  const texts = await Promise.all([...folders].sort().map(licenceOf));
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}

/** Replaces the compiled modules of `folder`/simulator by a bundle of its two entries. */
export async function bundleSimulator(folder) {
  // Not at the top: scripts that install the dependencies load this file too.
  const { rolldown } = await import("rolldown");
  const [compiled, bundled] = [join(folder, "simulator"), join(folder, "simulator-bundle")];
  const input = Object.fromEntries(entries.map((entry) => [entry, join(compiled, `${entry}.js`)]));
  const bundle = await rolldown({ input, platform: "node", external: await isExternal() });
  // Compressed exports would be hidden from `import { startSimulator }` in an ES module.
  const minify = { compress: false, mangle: false, codegen: { removeWhitespace: true } };
  const { output } = await bundle.write({ dir: bundled, format: "cjs", chunkFileNames: "[name].js", minify });
  await bundle.close();
  const modules = output.flatMap(({ moduleIds = [] }) => moduleIds).filter((id) => !id.startsWith(compiled));
  await writeFile(join(bundled, "THIRD-PARTY-LICENSES.txt"), await licences(modules));
  await rm(compiled, { recursive: true, force: true });
  await rename(bundled, compiled);
}
