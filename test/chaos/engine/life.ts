// A scenario under the real engine, from its first deployment to the judgement of what is left.
import type { OperationResult } from "../../support/engine";
import { type Verdict, verdictOf } from "../campaign";
import { type Change, changed, type Slots } from "../scenario/declarations";
import {
  doubledJobs,
  forgottenAliases,
  forgottenVolumes,
  overwriting,
  shownSecrets,
  stateIsTrue,
} from "../scenario/invariants";
import { removeLeftover } from "../scenario/leftovers";
import type { EngineRound, EngineScenario } from "./scenario";
import { EngineStack, type Verb } from "./stack";
import { EngineWorld } from "./world";

/**
 * What a killed step has made is taken up again if it is still declared. So imports stay as they are and volumes stay:
 * what their changes need is judged at process level, step by step.
 */
function isLasting({ slot, decl }: Change, slots: Slots): boolean {
  if (/^v/.test(slot)) return decl !== undefined;
  return !/^[ij]/.test(slot) || (decl !== undefined && !(slot in slots));
}

export class EngineLife {
  readonly met = new Set<string>();
  readonly log: string[] = [];

  private constructor(
    private readonly scenario: EngineScenario,
    private readonly world: EngineWorld,
    private readonly stack: EngineStack,
  ) {
    for (const name of [
      `adapter ${scenario.adapter}`,
      ...Object.keys(scenario.switches).map((one) => `switch ${one}`),
    ])
      this.met.add(name);
  }

  static async run(scenario: EngineScenario): Promise<Verdict> {
    const world = await EngineWorld.start(scenario);
    const stack = await EngineStack.open(world, scenario.adapter);
    try {
      return await new EngineLife(scenario, world, stack).verdict();
    } finally {
      await stack.remove();
      await world.sim.close();
    }
  }

  private verdict(): Promise<Verdict> {
    const { sim, clock } = this.world;
    return verdictOf({ sim, now: clock.now }, this, async () => {
      for (const round of this.scenario.rounds) await this.round(round);
      return this.judge();
    });
  }

  private async round({ changes, faults, ending }: EngineRound): Promise<void> {
    const { sim } = this.world;
    for (const change of changes)
      if (isLasting(change, this.stack.slots)) this.stack.slots = changed(this.stack.slots, [change]);
    await this.stack.writeProgram();
    const handles = faults.map((fault) => sim.faults.add(fault));
    const mark = sim.mark();
    await this.noting("up", await this.stack.run("up", { ending }));
    for (const [i, handle] of handles.entries()) {
      if (handle.struck > 0) this.met.add(faults[i]!.kind);
      handle.remove();
    }
    if (ending && sim.countSince(mark) >= ending.afterRequests) this.met.add(ending.is);
  }

  private noting(verb: string, result: OperationResult): Promise<OperationResult> {
    this.log.push(`${verb} ended with ${result.exitCode}: ${result.output}`);
    return Promise.resolve(result);
  }

  /** Errors of a run from which nothing is in the way any more. */
  private async must(verb: Verb, args: string[] = []): Promise<string[]> {
    const mark = this.world.sim.mark();
    const { exitCode, output } = await this.noting(verb, await this.stack.run(verb, { args }));
    const reads = /^(GET |POST \/bulk\/.*\/get$)/;
    const writes = this.world.sim.requests
      .slice(mark)
      .filter(({ method, path, user }) => user === "lab" && !reads.test(`${method} ${path}`));
    return [
      ...(exitCode === 0 ? [] : [`${verb} ${args.join(" ")} ended with ${exitCode}: ${output}`]),
      ...(/up|destroy/.test(verb)
        ? []
        : writes.map(({ method, path }) => `${verb} wrote: ${method} ${path}`)),
    ];
  }

  /** What was left half done is taken up again, and then nothing differs. */
  private async judge(): Promise<string[]> {
    this.world.sim.faults.clear();
    await this.noting("up", await this.stack.run("up"));
    const refreshed = await this.must("refresh", ["--clear-pending-creates"]);
    const done = await this.must("up");
    const again = done.some((text) => removeLeftover(this.world.sim, text)) ? await this.must("up") : done;
    const wrong = [...refreshed, ...again];
    if (wrong.length > 0) return wrong;
    for (const verb of ["preview", "refresh", "preview"] as const)
      wrong.push(...(await this.must(verb, ["--expect-no-changes"])));
    wrong.push(...(await this.whatIsLeft()));
    return [...wrong, ...(await this.must("destroy")), ...(await this.traces())];
  }

  /** Volumes and aliases go with their resources; objects stay. */
  private async traces(): Promise<string[]> {
    const { world, stack } = this;
    await stack.readState();
    const kept = [...stack.state.resources.keys()].map((name) => `${name} is still in state after destroy`);
    return [...kept, ...forgottenVolumes(world, stack), ...(await forgottenAliases(world, [stack], []))];
  }

  private async whatIsLeft(): Promise<string[]> {
    const { world, stack } = this;
    await stack.readState();
    const addresses = world.sim.requests.map(({ path, query }) => `${path}?${query}`);
    const state = await stack.stateText();
    const shown = shownSecrets(world.secrets, { output: stack.said, addresses, state: [state] });
    return [
      ...(await stateIsTrue(world, stack)),
      ...(await forgottenAliases(world, [stack], [])),
      ...forgottenVolumes(world, stack),
      ...doubledJobs(world, new Map()),
      ...overwriting(world, new Set()),
      ...shown,
      ...(await stack.left()),
    ];
  }
}
