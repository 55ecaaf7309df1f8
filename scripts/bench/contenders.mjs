// What is measured: each way to export n files, and the engine's own minimum.
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { pythonEnv } from "../lib/pythonClient.mjs";
import { attempt } from "../lib/run.mjs";
import { BenchStack } from "./stack.mjs";

/** `up` twice and a refresh, with the requests of each. */
async function laterSteps(stack, platform, parallel) {
  const step = async (operation) => {
    const mark = await platform.mark();
    const { code, ms } = await stack.run(operation, parallel);
    return { code, ms, requests: (await platform.mark()) - mark };
  };
  return { secondUp: await step("up"), refresh: await step("refresh") };
}

const byPulumi =
  ({ program, isWide = false, goesOn = false, env = {} }) =>
  async ({ n, platform, tools }) => {
    const stack = await BenchStack.create({ tools, program, platform, env });
    try {
      const parallel = isWide ? n : undefined;
      const { ms, ...rest } = await stack.run("up", parallel);
      const seen = await platform.facts();
      const later = goesOn && rest.code === 0 ? await laterSteps(stack, platform, parallel) : {};
      return { wallMs: ms, ...rest, seen, state: await stack.state(), ...later };
    } finally {
      await stack.remove();
    }
  };

/** Only a preview: what the program needs to read a table, and the preflight to look up its files. */
const previewed =
  (program) =>
  async ({ platform, tools }) => {
    const stack = await BenchStack.create({ tools, program, platform });
    try {
      const { ms, ...rest } = await stack.run("preview");
      return { wallMs: ms, ...rest, seen: await platform.facts() };
    } finally {
      await stack.remove();
    }
  };

const byPython =
  (mode) =>
  async ({ platform, tools }) => {
    const folder = await mkdtemp(join(tmpdir(), "cavatica-bench-"));
    try {
      await writeFile(join(folder, "files.json"), JSON.stringify(platform.files));
      await copyFile(join(import.meta.dirname, "programs/export.py"), join(folder, "export.py"));
      const env = pythonEnv(platform.env);
      const began = performance.now();
      const { code, stdout, stderr } = await attempt(tools.python, ["export.py", mode], { cwd: folder, env });
      const wallMs = performance.now() - began;
      const said = (what) => ({
        client: Number(new RegExp(`^${what}: (\\d+)$`, "m").exec(stdout)?.[1] ?? 0),
      });
      const seen = await platform.facts();
      return {
        wallMs,
        code,
        output: stdout + stderr,
        memory: said("peak memory"),
        cpuMs: said("processor ms"),
        seen,
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };

/** By default the engine writes the whole state before and after each resource (docs/bulk.md). */
const SAVED_ONCE = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };

/** sizes: those of a full run; --only accepts any. hosts: languages that the CLI doesn't include. */
export const contenders = [
  {
    id: "ours",
    title: "FileExport, --parallel n",
    sizes: [100, 1000],
    run: byPulumi({ program: "fileExport.js", isWide: true, goesOn: true }),
  },
  {
    id: "ours-saved-once",
    title: "the same, state saved once at the end",
    sizes: [1000],
    run: byPulumi({ program: "fileExport.js", isWide: true, env: SAVED_ONCE }),
  },
  {
    id: "bulk",
    title: "BulkFileExport",
    sizes: [100, 1000, 10_000],
    run: byPulumi({ program: "bulkFileExport.js", goesOn: true }),
  },
  {
    id: "native-python",
    title: "FileExport in Python (native plugin), --parallel n",
    sizes: [100, 1000],
    hosts: ["python"],
    run: byPulumi({ program: "fileExport.py", isWide: true, goesOn: true }),
  },
  {
    id: "native-python-saved-once",
    title: "the same, state saved once at the end",
    sizes: [1000],
    hosts: ["python"],
    run: byPulumi({ program: "fileExport.py", isWide: true, env: SAVED_ONCE }),
  },
  {
    id: "native-yaml",
    title: "FileExport in YAML (native plugin), --parallel n",
    sizes: [100, 1000],
    hosts: ["yaml"],
    run: byPulumi({ program: "fileExport.yaml", isWide: true, goesOn: true }),
  },
  {
    id: "preview-table",
    title: "preview of a manifest's table",
    sizes: [1000, 10_000, 50_000],
    needsJobs: false,
    run: previewed("table.js"),
  },
  {
    id: "naive",
    title: "naive dynamic provider",
    sizes: [100],
    run: byPulumi({ program: "naive.js" }),
  },
  {
    id: "naive-parallel",
    title: "naive dynamic provider, --parallel n",
    sizes: [100, 1000],
    run: byPulumi({ program: "naive.js", isWide: true }),
  },
  {
    id: "naive-unlimited",
    title: "the same, rate limit off",
    sizes: [1000],
    rateLimit: "off",
    run: byPulumi({ program: "naive.js", isWide: true }),
  },
  {
    id: "python-bulk",
    title: "sevenbridges-python, bulk calls",
    sizes: [100, 1000, 10_000],
    run: byPython("bulk"),
  },
  {
    id: "python-single",
    title: "sevenbridges-python, one by one",
    sizes: [100, 1000],
    run: byPython("single"),
  },
  {
    id: "noop-classic",
    title: "no-op, pulumi.dynamic, --parallel n",
    sizes: [100, 1000],
    needsJobs: false,
    run: byPulumi({ program: "noopClassic.js", isWide: true }),
  },
  {
    id: "noop-stub",
    title: "no-op, constant stub, --parallel n",
    sizes: [100, 1000],
    needsJobs: false,
    run: byPulumi({ program: "noopStub.js", isWide: true }),
  },
];
