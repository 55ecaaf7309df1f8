// One stack of the real engine through its life.
import { delimiter } from "node:path";
import { cliFolder } from "../../support/cli";
import { areGone, openStack, type Operation, type OperationResult, type Stack } from "../../support/engine";
import { processesIn } from "../../support/processes";
import { newProject, writeFiles } from "../../support/project";
import { folderOf } from "../../support/scriptFolders";
import type { Adapter } from "../process/host";
import type { Entry } from "../process/stackState";
import type { Slots } from "../scenario/declarations";
import { programOf } from "../scenario/program";
import { projectFiles } from "./project";
import type { Ending, EngineRound } from "./scenario";
import type { EngineWorld } from "./world";

/** Far more than the longest wait takes in real seconds. */
const LONGEST_RUN_MS = 120_000;
/** A provider process notices within seconds that its engine is gone. */
const LONGEST_LIFE_MS = 20_000;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const isProvider = ({ command }: { command: string }) =>
  /dynamic-provider|pulumi-resource-cavatica|plugin\/main/.test(command);

export type Verb = "up" | "preview" | "refresh" | "destroy";

export class EngineStack {
  slots: Slots = {};
  state: { resources: ReadonlyMap<string, Entry> } = { resources: new Map() };
  /** Everything the CLI has printed. */
  readonly said: string[] = [];

  private constructor(
    private readonly world: EngineWorld,
    private readonly adapter: Adapter,
    private readonly stack: Stack,
  ) {}

  static async open(world: EngineWorld, adapter: Adapter): Promise<EngineStack> {
    const dir = await newProject(projectFiles(adapter, {}));
    const hosts = adapter === "native" ? [await folderOf("hosts.mjs")] : [];
    const PATH = [...hosts, await cliFolder(), process.env.PATH].join(delimiter);
    return new EngineStack(world, adapter, await openStack(dir, { env: { ...world.env, PATH } }));
  }

  writeProgram(): Promise<void> {
    return writeFiles(this.stack.dir, projectFiles(this.adapter, programOf(this.slots, this.world)));
  }

  /** What it ends with; a run that goes on for too long is an error. */
  async run(
    verb: Verb,
    { ending, args = [] }: { ending?: EngineRound["ending"]; args?: string[] } = {},
  ): Promise<OperationResult> {
    const mark = this.world.sim.mark();
    const operation = this.stack.start(verb, { args });
    if (ending) void this.endEarly(operation, ending, mark);
    const result = await Promise.race([operation.done, sleep(LONGEST_RUN_MS)]);
    if (!result) throw new Error(`${verb} went on for more than ${LONGEST_RUN_MS} ms\n${operation.output}`);
    this.said.push((result as OperationResult).output);
    // The lock of a CLI that was killed.
    if ((result as OperationResult).exitCode === null) await this.stack.pulumi(["cancel", "--yes"]);
    return result as OperationResult;
  }

  /** Reads the state file as the engine has left it. */
  async readState(): Promise<void> {
    const resources = Object.entries(await this.stack.resources());
    this.state = {
      resources: new Map(
        resources.map(([name, { type, id = "", inputs = {}, outputs = {} }]) => [
          name,
          {
            name,
            type: type.split(":").at(-1)!,
            id,
            inputs,
            outputs,
            initErrors: [],
            dependsOn: [],
            timeout: 0,
          },
        ]),
      ),
    };
  }

  stateText = async (): Promise<string> => JSON.stringify(await this.stack.export());

  /** Provider processes that outlive their engine; language hosts are Pulumi's own. */
  async left(): Promise<string[]> {
    const left = processesIn(this.stack.dir).filter(isProvider);
    for (const end = Date.now() + LONGEST_LIFE_MS; Date.now() < end; await sleep(200))
      if (areGone(left.map(({ pid }) => pid))) return [];
    return left.map(({ command }) => `still running: ${command}`);
  }

  remove = (): Promise<void> => this.stack.remove();

  private async endEarly(operation: Operation, ending: NonNullable<EngineRound["ending"]>, mark: number) {
    let isOver = false;
    void operation.done.then(() => (isOver = true));
    while (!isOver && this.world.sim.countSince(mark) < ending.afterRequests) await sleep(10);
    if (!isOver) await this.end(operation, ending.is);
  }

  private async end(operation: Operation, ending: Ending): Promise<void> {
    if (ending === "killCli") return void operation.kill();
    if (ending === "killProvider") {
      for (const { pid } of processesIn(this.stack.dir).filter(isProvider)) process.kill(pid, "SIGKILL");
      return;
    }
    operation.interrupt();
    if (ending === "interruptTwice") {
      await sleep(100);
      operation.interrupt();
    }
  }
}
