// Runs the shell steps of the example pipelines as a runner does, with stubs for commands that would access the
// internet.
import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { parse } from "yaml";
import { checkout } from "./project";

type Variables = Record<string, string>;

export interface JobResult {
  exitCode: number;
  /** The output of all steps. */
  output: string;
  /** Calls of the stubs, with the text to send: "gh pr comment 7 …\n### Plan …". */
  calls: string[];
  /** GitHub's job summary. */
  summary: string;
}

interface Step {
  name?: string;
  id?: string;
  if?: string;
  run?: string;
  uses?: string;
  env?: Variables;
}

interface GitHubWorkflow {
  env: Variables;
  defaults: { run: { shell: string } };
  jobs: Record<string, { steps: Step[] }>;
}

interface GitLabJob {
  script: string[];
  retry?: { exit_codes: number[] };
}

export const example = async <T>(name: string): Promise<T> =>
  parse(await readFile(join(checkout, "examples/pipelines", name), "utf8")) as T;

/** Records the call and the text to send; prints the existing comments when asked for them. */
const STAND_IN = `#!/usr/bin/env bash
case "$*" in *--jq*|*per_page*) cat "$COMMENTS" ;; esac
{ echo "$(basename "$0") $*"; for arg in "$@"; do arg="\${arg##*@}"; [ -f "$arg" ] && cat "$arg"; done; [ -t 0 ] || cat; } \\
  > "$CALLS/$(date +%s%N)"
`;

/** A CI system's machine, with a project that has this package installed. */
export class Runner {
  private constructor(
    readonly dir: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** `dir`: a project with a stack "test"; `env`: the environment of its commands. */
  static async create(dir: string, env: NodeJS.ProcessEnv): Promise<Runner> {
    const bin = join(dir, ".bin");
    await mkdir(bin);
    for (const name of ["gh", "curl", "npm"]) await writeFile(join(bin, name), STAND_IN, { mode: 0o755 });
    await mkdir(join(dir, "node_modules/.bin"), { recursive: true });
    await symlink(
      join(checkout, "dist/provider/cli/main.js"),
      join(dir, "node_modules/.bin/pulumi-cavatica"),
    );
    return new Runner(dir, { ...env, PATH: [bin, env["PATH"]].join(delimiter), STACK: "test" });
  }

  /** Runs each step in its own shell; `values` are those of \${{ … }}, and an unknown one is an error. */
  async github(job: string, values: Variables, overrides: Variables = {}): Promise<JobResult> {
    const workflow = await example<GitHubWorkflow>("github-actions.yml");
    const { steps } = workflow.jobs[job]!;
    const resolve = (env: Variables = {}) =>
      Object.fromEntries(Object.entries(env).map(([key, value]) => [key, resolved(String(value), values)]));
    const files = {
      GITHUB_OUTPUT: join(this.dir, ".output"),
      GITHUB_STEP_SUMMARY: join(this.dir, ".summary"),
    };
    const outputs: Variables = {};
    const result = await this.begin(Object.values(files));
    for (const { id, run, if: condition, env } of steps) {
      if (run === undefined || !applies(condition, result.exitCode === 0, outputs)) continue;
      const all = {
        GITHUB_REPOSITORY: "lab/exports",
        ...resolve(workflow.env),
        ...overrides,
        ...files,
        ...resolve(env),
        ...this.env,
      };
      await this.shell(run, all, result);
      for (const line of (await readFile(files.GITHUB_OUTPUT, "utf8")).split("\n").filter(Boolean))
        outputs[`steps.${id}.outputs.${line.split("=")[0]}`] = line.split("=")[1]!;
    }
    return this.end(result, files.GITHUB_STEP_SUMMARY);
  }

  /** Runs all lines in one shell. */
  async gitlab(job: string, variables: Variables): Promise<JobResult> {
    const { script } = (await example<Record<string, GitLabJob>>("gitlab-ci.yml"))[job]!;
    const result = await this.begin([]);
    await this.shell(script.join("\n"), { ...variables, ...this.env }, result);
    return this.end(result);
  }

  /** The system's existing comments, in the format of its API. */
  async setComments(text: string): Promise<void> {
    await writeFile(this.comments, text);
  }

  private get comments(): string {
    return join(this.dir, ".comments");
  }

  private get calls(): string {
    return join(this.dir, ".calls");
  }

  private async begin(files: string[]): Promise<JobResult> {
    await rm(this.calls, { recursive: true, force: true });
    await mkdir(this.calls);
    for (const file of files) await writeFile(file, "");
    return { exitCode: 0, output: "", calls: [], summary: "" };
  }

  private async end(result: JobResult, summary?: string): Promise<JobResult> {
    const names = (await readdir(this.calls)).sort();
    const calls = await Promise.all(names.map((name) => readFile(join(this.calls, name), "utf8")));
    return { ...result, calls, summary: summary === undefined ? "" : await readFile(summary, "utf8") };
  }

  private shell(text: string, env: NodeJS.ProcessEnv, result: JobResult): Promise<void> {
    const options = {
      cwd: this.dir,
      env: { ...env, CALLS: this.calls, COMMENTS: this.comments },
      maxBuffer: 1 << 26,
    };
    return new Promise((done) => {
      const child = execFile("bash", [...BASH, text], options, (error, stdout, stderr) => {
        result.output += stdout + stderr;
        if (error && result.exitCode === 0) result.exitCode = Number(error.code ?? 1);
        done();
      });
      child.stdin?.end();
    });
  }
}

/** The options of GitHub's `shell: bash`; GitLab's runner sets the same two. */
const BASH = ["--noprofile", "--norc", "-eo", "pipefail", "-c"];

const resolved = (text: string, values: Variables): string =>
  text.replaceAll(/\$\{\{ (.*?) \}\}/g, (_all, expression: string) => {
    const value = values[expression];
    if (value === undefined) throw new Error(`the test has no value for ${expression}`);
    return value;
  });

function applies(condition: string | undefined, isWell: boolean, outputs: Variables): boolean {
  if (condition === undefined) return isWell;
  if (condition === "${{ !cancelled() }}") return true;
  const [, name, value] = /^(steps\.[\w.]+) == '(.*)'$/.exec(condition) ?? [];
  if (name === undefined) throw new Error(`the test doesn't know the condition ${condition}`);
  return isWell && outputs[name] === value;
}
