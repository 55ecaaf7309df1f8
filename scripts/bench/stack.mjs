// A stack in a temporary folder that runs one of ./programs, as a user's own stack would.
import { copyFile, mkdir, mkdtemp, readFile, realpath, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, extname, join } from "node:path";
import { performance } from "node:perf_hooks";
import { inModules, root } from "../lib/paths.mjs";
import { pulumiEnv } from "../lib/pulumiEnv.mjs";
import { attempt, run } from "../lib/run.mjs";
import { watchProcesses } from "./processes.mjs";

const common = ["--non-interactive", "--color=never", "--suppress-progress"];
/** Options that a preview doesn't accept. */
const carriedOut = ["--yes", "--skip-preview"];
const LONGEST_MS = 3_600_000;

async function install(dir) {
  const links = {
    "@pulumi/pulumi": inModules("@pulumi/pulumi"),
    typescript: inModules("typescript"),
    "pulumi-cavatica": root,
  };
  for (const [name, target] of Object.entries(links)) {
    const link = join(dir, "node_modules", name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(target, link);
  }
}

/** As `list` writes it: a name beside each file and location. */
const tableOf = (files) =>
  ["file,location,name", ...files.map((file, i) => `${file},run7/sample-${i}.bam,sample-${i}.bam`)].join(
    "\n",
  );

const plugins = { providers: [{ name: "cavatica", path: join(root, "dist/plugin") }] };
const project = (more) => JSON.stringify({ name: "bench", ...more });
const copy = (dir, program, main) =>
  copyFile(join(import.meta.dirname, "programs", program), join(dir, main));

/** Files that turn a program's folder into a project, by language. */
const languages = {
  js: async (dir, program) => {
    const runtime = { name: "nodejs", options: { typescript: false } };
    await writeFile(join(dir, "Pulumi.yaml"), project({ runtime }));
    await writeFile(join(dir, "package.json"), JSON.stringify({ name: "bench", main: "index.js" }));
    await copy(dir, program, "index.js");
  },
  py: async (dir, program) => {
    await writeFile(join(dir, "Pulumi.yaml"), project({ runtime: "python", plugins }));
    await copy(dir, program, "__main__.py");
  },
  /** A language without loops, so that each export is written out. */
  yaml: async (dir, program, files) => {
    const template = await readFile(join(import.meta.dirname, "programs", program), "utf8");
    const each = (file, i) =>
      template.replaceAll("FILE", file).replaceAll("INDEX", String(i)).replace(/^/gm, "  ");
    const head = `name: bench\nruntime: yaml\nplugins: ${JSON.stringify(plugins)}\nresources:\n`;
    const text = head + files.map(each).join("\n");
    await writeFile(join(dir, "Pulumi.yaml"), text);
  },
};

async function write(dir, program, files) {
  await writeFile(join(dir, "files.json"), JSON.stringify(files));
  await writeFile(join(dir, "cohort.csv"), tableOf(files));
  await languages[extname(program).slice(1)](dir, program, files);
}

export class BenchStack {
  static async create({ tools, program, platform, env: more = {} }) {
    // Its real path, since processes are found by it.
    const dir = await realpath(await mkdtemp(join(tmpdir(), "cavatica-bench-")));
    const stack = new BenchStack();
    const env = pulumiEnv(tools.cli, join(dir, "state"), { ...platform.env, ...more, BENCH_ROOT: root });
    env.PATH = [...(tools.path ?? []), env.PATH].join(delimiter);
    Object.assign(stack, { dir, pulumi: join(tools.cli, "pulumi"), env });
    await mkdir(join(dir, "state"));
    await install(dir);
    await write(dir, program, platform.files);
    await run(stack.pulumi, ["stack", "init", "bench", "--non-interactive"], { cwd: dir, env });
    return stack;
  }

  /**
   * Runs up, preview, refresh or destroy; returns its result, how long the whole command took, and the usage of its
   * processes.
   */
  async run(operation, parallel) {
    const width = parallel === undefined ? [] : [`--parallel=${parallel}`];
    const processes = watchProcesses(this.dir);
    const began = performance.now();
    const options = { cwd: this.dir, env: this.env, timeout: LONGEST_MS };
    const flags = operation === "preview" ? common : [...carriedOut, ...common];
    const { code, stdout, stderr } = await attempt(this.pulumi, [operation, ...flags, ...width], options);
    return { code, output: stdout + stderr, ms: performance.now() - began, ...processes.stop() };
  }

  /** Size of the engine's state file, and the number of the program's resources in it. */
  async state() {
    const file = join(this.dir, "state/.pulumi/stacks/bench/bench.json");
    const { resources = [] } = JSON.parse(await readFile(file, "utf8")).checkpoint.latest ?? {};
    const own = resources.filter(({ type }) => !type.startsWith("pulumi:"));
    return { bytes: (await stat(file)).size, resources: own.length };
  }

  remove() {
    return rm(this.dir, { recursive: true, force: true, maxRetries: 3 });
  }
}
