// A stack in a temporary folder that runs one of ./programs, as a user's own would.
import { copyFile, mkdir, mkdtemp, readFile, realpath, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { performance } from "node:perf_hooks";
import { inModules, root } from "../lib/paths.mjs";
import { pulumiEnv } from "../lib/pulumiEnv.mjs";
import { attempt, run } from "../lib/run.mjs";
import { watchProcesses } from "./processes.mjs";

const common = ["--non-interactive", "--color=never", "--suppress-progress"];
/** What a preview has no use for. */
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

/** As `list` writes it: a name beside each file and place. */
const tableOf = (files) =>
  ["file,location,name", ...files.map((file, i) => `${file},run7/sample-${i}.bam,sample-${i}.bam`)].join(
    "\n",
  );

async function write(dir, program, files) {
  const runtime = { name: "nodejs", options: { typescript: false } };
  await writeFile(join(dir, "Pulumi.yaml"), JSON.stringify({ name: "bench", runtime }));
  await writeFile(join(dir, "package.json"), JSON.stringify({ name: "bench", main: "index.js" }));
  await writeFile(join(dir, "files.json"), JSON.stringify(files));
  await writeFile(join(dir, "cohort.csv"), tableOf(files));
  await copyFile(join(import.meta.dirname, "programs", `${program}.js`), join(dir, "index.js"));
}

export class BenchStack {
  static async create({ cli, program, platform, env: more = {} }) {
    // Its real path: the processes in it are found by that.
    const dir = await realpath(await mkdtemp(join(tmpdir(), "cavatica-bench-")));
    const stack = new BenchStack();
    const env = pulumiEnv(cli, join(dir, "state"), { ...platform.env, ...more, BENCH_ROOT: root });
    Object.assign(stack, { dir, pulumi: join(cli, "pulumi"), env });
    await mkdir(join(dir, "state"));
    await install(dir);
    await write(dir, program, platform.files);
    await run(stack.pulumi, ["stack", "init", "bench", "--non-interactive"], { cwd: dir, env });
    return stack;
  }

  /** up, preview, refresh or destroy; what it answers, how long the whole command took, and what its processes used. */
  async run(operation, parallel) {
    const width = parallel === undefined ? [] : [`--parallel=${parallel}`];
    const processes = watchProcesses(this.dir);
    const began = performance.now();
    const options = { cwd: this.dir, env: this.env, timeout: LONGEST_MS };
    const flags = operation === "preview" ? common : [...carriedOut, ...common];
    const { code, stdout, stderr } = await attempt(this.pulumi, [operation, ...flags, ...width], options);
    return { code, output: stdout + stderr, ms: performance.now() - began, ...processes.stop() };
  }

  /** Size of the file that the engine keeps, and how many resources of the program are in it. */
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
