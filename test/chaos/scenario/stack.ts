// One stack through its life: programs, deployments and what stops them.
import type { PropertyMap } from "../../support/wire";
import { Calls } from "../process/calls";
import { Deployment, type OnStep, type Outcome, type Program } from "../process/engine";
import type { Adapter, SimulatedProcess } from "../process/host";
import { StackState } from "../process/stackState";
import { INCLUDES, SELECTED, type SelectionDecl, type Slots } from "./declarations";
import { programOf } from "./program";
import type { ChaosWorld } from "./world";

export type Verb = "up" | "preview" | "refresh";

/** A deployment under way. */
export interface Running {
  deployment: Deployment;
  provider: SimulatedProcess;
  /** Undefined: the CLI was killed. */
  done: Promise<Outcome | undefined>;
  /** Ends it without an outcome. */
  killCli(): void;
}

export class ChaosStack {
  state = new StackState();
  slots: Slots = {};
  readonly said: string[] = [];
  /** What it was told to be wrong, in all runs. */
  readonly errors: string[] = [];

  constructor(
    private readonly world: ChaosWorld,
    private readonly adapter: Adapter,
    private readonly onStep: OnStep = () => undefined,
  ) {}

  /** Starts a CLI with a provider process of its own, on the state file as it is. */
  async start(verb: Verb, program: Program): Promise<Running> {
    const provider = this.world.startProcess();
    const calls = await Calls.on(provider, this.adapter);
    this.state = new StackState(this.state.text);
    const deployment = new Deployment(calls, this.state, this.onStep);
    let killCli: () => void = () => undefined;
    const killed = new Promise<undefined>((resolve) => {
      killCli = () => {
        deployment.kill();
        provider.hasEngine = false;
        resolve(undefined);
      };
    });
    const outcome = deployment[verb](program).then(async (ended) => {
      this.errors.push(...Object.values(ended.errors));
      // At its end the engine cancels its plugins, then kills them.
      await calls.cancel().catch(() => undefined);
      provider.kill();
      return ended;
    });
    return { deployment, provider, done: Promise.race([outcome, killed]), killCli };
  }

  /** The program that the slots come to now; its look-ups are made by a process of its own. */
  async program(): Promise<Program> {
    const selections: Record<string, PropertyMap[]> = {};
    for (const [slot, decl] of Object.entries(this.slots))
      if (decl.is === "selection") selections[slot] = await this.select(decl);
    return programOf(this.slots, this.world, selections);
  }

  private async select({ pick, copy }: SelectionDecl): Promise<PropertyMap[]> {
    const process = this.world.startProcess();
    try {
      const { getFiles, lookupsOf, selectedOf, useSettings } = await process.exports();
      useSettings({}, "default");
      const criteria = { project: SELECTED, include: [...INCLUDES[copy ? "copies" : "moves"][pick]!] };
      const { files } = await getFiles.ask(lookupsOf("getFiles"), criteria);
      const prefix = copy ? "copied/" : "moved/";
      const { items } = await selectedOf(
        files,
        { criteria, volume: "lab/archive", prefix, moves: !copy },
        (text) => void this.said.push(text),
      );
      return items;
    } finally {
      process.kill();
    }
  }
}
