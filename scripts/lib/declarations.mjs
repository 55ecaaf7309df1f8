// One declaration file for each thing that can be imported, with what its public names need and no more: a user's
// compiler sees neither our inner modules nor the types of the libraries behind them, which it would have to resolve.
import { isAbsolute, join } from "node:path";

/** As in package.json's `exports`. */
const entries = ["provider/index", "provider/automation/index", "provider/runtime/v1", "simulator/index"];

const isLibrary = (id) => !id.startsWith(".") && !isAbsolute(id);

const refuse = ({ message }) => {
  throw new Error(`the declarations can't be rolled up: ${message}`);
};

/** Rolls the compiler's declarations, one a module, up into `target`. */
export async function rollDeclarations(folder, target) {
  // Not at the top: scripts that install the dependencies load this file too.
  const [{ rollup }, { dts }] = await Promise.all([import("rollup"), import("rollup-plugin-dts")]);
  const input = Object.fromEntries(entries.map((entry) => [entry, join(folder, `${entry}.d.ts`)]));
  // The compiler's output may lie below node_modules, where the plugin leaves out all it finds unless told to.
  const plugins = [dts({ respectExternal: true })];
  const bundle = await rollup({ input, external: isLibrary, plugins, onwarn: refuse });
  await bundle.write({
    dir: target,
    entryFileNames: "[name].d.ts",
    chunkFileNames: "provider/shared/[name].d.ts",
  });
  await bundle.close();
}
