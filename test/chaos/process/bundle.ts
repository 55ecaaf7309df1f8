// The provider's sources as one script, which can be run as often as there are processes to simulate.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { checkout } from "../../support/project";

export const requireHere = createRequire(join(checkout, "package.json"));

/** What a script sees of the world; each is the simulated process's own. */
export const SCRIPT_NAMES = [
  "exports",
  "require",
  "module",
  "__filename",
  "__dirname",
  "process",
  "console",
  "Date",
  "Math",
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
  "AbortSignal",
  "performance",
] as const;

export type Script = (...given: unknown[]) => void;

// Modules that hold no state of ours are shared by all processes; ES modules can't be required from a script.
const SHARED =
  /^(@pulumi\/|@grpc\/|google-protobuf|zod|ini$|picomatch|https-proxy-agent|proxy-from-env|fastest-levenshtein)/;

// eslint-disable-next-line @typescript-eslint/no-implied-eval -- each simulated process evaluates the provider for itself
const compile = (text: string): Script => new Function(...SCRIPT_NAMES, text) as Script;

async function bundleProvider(): Promise<Script> {
  const bundle = await rolldown({
    input: join(checkout, "test/chaos/process/providerEntry.ts"),
    platform: "node",
    // The wire is the simulated process's, whose `require` answers for it.
    external: (id) => SHARED.test(id) || id === "node-fetch",
    logLevel: "silent",
  });
  const { output } = await bundle.generate({ format: "cjs", codeSplitting: false });
  await bundle.close();
  const [{ code }] = output;
  return compile(code.replaceAll(/\bimport\(("[\w-]+")\)/g, "Promise.resolve(require($1))"));
}

let provider: Promise<Script> | undefined;

export const providerScript = (): Promise<Script> => (provider ??= bundleProvider());

export const DYNAMIC_HOST = join(checkout, "node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js");

let host: Promise<Script> | undefined;

/** The SDK's own provider process of dynamic resources, as it is. */
export const dynamicHostScript = (): Promise<Script> =>
  (host ??= readFile(DYNAMIC_HOST, "utf8").then(compile));

/** Bundles and compiles both, once. */
export const loadScripts = (): Promise<unknown> => Promise.all([providerScript(), dynamicHostScript()]);
