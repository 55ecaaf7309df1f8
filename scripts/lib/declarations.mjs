// Bundles one declaration file per entry point, with nothing but what its public names need: a user's compiler sees
// neither the package's internal modules nor the types of the libraries behind them, which it would have to resolve.
import { isAbsolute, join } from "node:path";

/** The entry points, as in package.json's `exports`. */
const entries = ["provider/index", "provider/automation/index", "provider/runtime/v1", "simulator/index"];

const isLibrary = (id) => !id.startsWith(".") && !isAbsolute(id);

const refuse = ({ message }) => {
  throw new Error(`the declarations can't be bundled: ${message}`);
};

/** Bundles the compiler's declarations, one file per module, into `target`. */
export async function rollDeclarations(folder, target) {
  // Not a top-level import: scripts that install the dependencies load this file too.
  const [{ rollup }, { dts }] = await Promise.all([import("rollup"), import("rollup-plugin-dts")]);
  const input = Object.fromEntries(entries.map((entry) => [entry, join(folder, `${entry}.d.ts`)]));
  // The compiler's output may be below node_modules, where the plugin ignores everything unless told otherwise.
  const plugins = [dts({ respectExternal: true })];
  const bundle = await rollup({ input, external: isLibrary, plugins, onwarn: refuse });
  await bundle.write({
    dir: target,
    entryFileNames: "[name].d.ts",
    chunkFileNames: "provider/shared/[name].d.ts",
  });
  await bundle.close();
}
