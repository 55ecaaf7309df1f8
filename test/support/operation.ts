// One run of the CLI that reports events: up, preview, refresh, destroy.
import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { type Report, readReport } from "./engineEvents";

export interface OperationResult extends Report {
  /** null after a signal, for example from `kill`. */
  exitCode: number | null;
  /** stdout and stderr as they came, without colours. */
  output: string;
  durationMs: number;
}

export interface Progress extends Report {
  output: string;
}

type Condition = RegExp | ((progress: Progress) => boolean | Promise<boolean>);

export class Operation {
  readonly child: ChildProcess;
  /** Never rejects: the caller decides what the exit code means. */
  readonly done: Promise<OperationResult>;
  private text = "";

  constructor(
    command: string,
    private readonly args: string[],
    private readonly eventLog: string,
    options: { cwd: string; env: NodeJS.ProcessEnv },
  ) {
    const began = Date.now();
    this.child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on("data", (chunk: Buffer) => (this.text += chunk.toString()));
    this.done = this.ended().then(async (exitCode) => ({
      ...(await this.progress()),
      exitCode,
      durationMs: Date.now() - began,
    }));
  }

  get output(): string {
    return stripVTControlCharacters(this.text);
  }

  async progress(): Promise<Progress> {
    return { ...(await readReport(this.eventLog)), output: this.output };
  }

  /** Waits for a string in the output, or for a condition on the events so far. */
  async waitFor(condition: Condition, timeoutMs = 60_000): Promise<void> {
    const holds = async () =>
      condition instanceof RegExp ? condition.test(this.output) : condition(await this.progress());
    for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(50)) {
      const over = this.child.exitCode !== null || this.child.signalCode !== null;
      if (await holds()) return;
      if (over) throw new Error(`pulumi ${this.args[0]} ended before it happened\n${this.output}`);
    }
    throw new Error(`pulumi ${this.args[0]}: nothing for ${timeoutMs} ms\n${this.output}`);
  }

  /** Kills only the CLI, as the operating system's OOM killer may do: its provider processes survive. */
  kill(signal: NodeJS.Signals = "SIGKILL"): Promise<OperationResult> {
    this.child.kill(signal);
    return this.done;
  }

  /**
   * Sends Ctrl-C: the first one asks the engine to stop after the current operations, the second one stops it at once.
   */
  interrupt(): void {
    this.child.kill("SIGINT");
  }

  private ended(): Promise<number | null> {
    return new Promise((resolve) => {
      this.child.on("error", (error) => {
        this.text += error.message;
        resolve(null);
      });
      this.child.on("close", resolve);
      // After a kill, surviving processes may hold the pipes open, and "close" wouldn't be emitted.
      this.child.on("exit", (code) => setTimeout(resolve, 500, code));
    });
  }
}
