// The repository's root stack, run by the real CLI with all its files in one temporary folder.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { root } from "./paths.mjs";
import { pulumiEnv } from "./pulumiEnv.mjs";
import { run } from "./run.mjs";

// Progress dots and blank lines are noise in a non-interactive log.
const isWorthShowing = (line) => line.trim() !== "" && !/^@ (updating|previewing)/.test(line);

function stream(command, args, options, write) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "inherit"] });
    createInterface({ input: child.stdout }).on("line", (line) => isWorthShowing(line) && write(line));
    child.on("error", fail);
    child.on("close", (code, signal) => done(code ?? signal));
  });
}

export class DemoStack {
  // Its settings file is in the project's folder, so the name must not be that of a user's own stack.
  name = `demo-${process.pid}`;

  static async create(cli, extra) {
    const folder = await mkdtemp(join(tmpdir(), "cavatica-demo-"));
    const stack = new DemoStack();
    Object.assign(stack, { folder, pulumi: join(cli, "pulumi"), env: pulumiEnv(cli, folder, extra) });
    await run(stack.pulumi, ["stack", "init", stack.name, "--non-interactive"], {
      cwd: root,
      env: stack.env,
    });
    return stack;
  }

  /** Runs a command of the CLI on this stack, shows its output, and returns its exit code. */
  async run(command, args, write) {
    const common = ["--non-interactive", "--stack", this.name];
    return stream(
      this.pulumi,
      [...command.split(" "), ...common, ...args],
      { cwd: root, env: this.env },
      write,
    );
  }

  async up(args, write) {
    return this.run("up", ["--yes", "--color=never", ...args], write);
  }

  async remove() {
    await rm(this.folder, { recursive: true, force: true });
    await rm(join(root, `Pulumi.${this.name}.yaml`), { force: true });
  }
}
