// A scenario from its first deployment to the judgement of what is left.
import { textOf } from "../../../provider/platform/errors/errors";
import type { OnStep, Outcome, Program } from "../process/engine";
import { type Verdict, verdictOf } from "../campaign";
import { loadScripts } from "../process/bundle";
import { Damage, happen } from "./acts";
import { changed } from "./declarations";
import {
  doubledJobs,
  exportKey,
  forgottenAliases,
  forgottenVolumes,
  knownAliases,
  overwriting,
  shownSecrets,
  stateIsTrue,
} from "./invariants";
import { hasStaleLists, overlookedImports } from "./overlooked";
import { ImportLedger } from "./importLedger";
import { CutVolumes } from "./cutVolumes";
import { deleteCut, moveAside, removeLeftover } from "./leftovers";
import type { Event, Round, Scenario } from "./scenario";
import { ChaosStack, type Running, type Verb } from "./stack";
import { ChaosWorld } from "./world";
import { parseExport } from "../../../provider/model/export";

const HOUR = 3_600_000;
/** Nothing waits longer: a default timeout is a day, and whatever comes after it is short. */
const LONGEST_RUN = 26 * HOUR;
/** Without any fault left. */
const LONGEST_CALM_RUN = 2 * HOUR;
/** Of a request to the platform. */
const LONGEST_WAY = 2_000;
/** Until what an earlier run has left behind has ended. */
const SETTLING = 4 * HOUR;
/** How often somebody may have to help until a stack is as declared. */
const MOST_TRIES = 5;

export class Life {
  readonly world: ChaosWorld;
  private readonly stacks: ChaosStack[];
  private readonly damage = new Damage();
  private readonly allowed = new Map<string, number>();
  private readonly allow = (key: string): void => {
    this.allowed.set(key, (this.allowed.get(key) ?? 1) + 1);
  };
  private readonly imports = new ImportLedger(this.allow);
  private readonly volumes = new CutVolumes();
  private readonly overlooked = new Set<string>();
  private readonly mayOverwrite = new Set<string>();
  readonly met = new Set<string>();
  readonly log: string[] = [];

  constructor(private readonly scenario: Scenario) {
    this.world = new ChaosWorld(scenario);
    const stack = () => new ChaosStack(this.world, scenario.adapter, this.onStep);
    this.stacks = scenario.twin ? [stack(), stack()] : [stack()];
    for (const name of Object.keys(scenario.switches)) this.met.add(`switch ${name}`);
  }

  async run(): Promise<Verdict> {
    // Real time, which must not pass meanwhile.
    await loadScripts();
    const { sim, clock } = this.world;
    return verdictOf({ sim, now: clock.now }, this, async () => {
      for (const round of this.scenario.rounds) await this.round(round);
      return this.judge();
    });
  }

  private note(text: string): void {
    this.log.push(`${new Date(this.world.clock.now()).toISOString().slice(11, 19)} ${text}`);
  }

  private async round(round: Round): Promise<void> {
    const { clock, sim } = this.world;
    await clock.advance(round.pause * 1000);
    for (const stack of this.stacks) stack.slots = changed(stack.slots, round.changes);
    const handles = round.faults.map((fault) => sim.faults.add(fault));
    const verbs: Verb[] = [
      ...(round.preview ? (["preview"] as const) : []),
      ...(round.refresh ? (["refresh"] as const) : []),
      "up",
    ];
    for (const [i, verb] of verbs.entries()) {
      const events = i === verbs.length - 1 ? round.events : [];
      await clock.run(Promise.all(this.stacks.map((stack) => this.deploy(stack, verb, events))), LONGEST_RUN);
    }
    for (const [i, handle] of handles.entries()) {
      if (handle.struck > 0) this.met.add(round.faults[i]!.kind);
      handle.remove();
    }
    this.damage.mend();
  }

  /** A deployment that fails, or is ended, is what these rounds are for; its errors are kept. */
  private async deploy(
    stack: ChaosStack,
    verb: Verb,
    events: readonly Event[],
  ): Promise<Outcome | undefined> {
    const which = `stack ${this.stacks.indexOf(stack)}: ${verb}`;
    const program = await this.programOf(stack);
    if (!program) return undefined;
    // What a process had sent before it was killed still arrives.
    if (verb !== "up") await this.world.clock.sleep(LONGEST_WAY);
    if (hasStaleLists(this.scenario)) this.overlook();
    const mark = this.world.sim.mark();
    const isAlone = this.world.processes.every(({ time }) => time.isOver);
    const running = await stack.start(verb, program);
    if (stack === this.stacks[0]) this.schedule(events, running);
    const outcome = await running.done;
    this.note(`${which} ${JSON.stringify(outcome ?? "killed")}`);
    this.imports.recordedIn(stack);
    this.volumes.ended(outcome, stack);
    // A process whose CLI was killed may still be at it.
    if (verb !== "up" && isAlone) this.mustNotWrite(mark, which);
    return outcome;
  }

  private overlook(): void {
    for (const source of overlookedImports(this.world.sim, this.world.clock.now())) {
      if (this.overlooked.has(source)) continue;
      this.overlooked.add(source);
      this.allow(source);
    }
  }

  private async programOf(stack: ChaosStack): Promise<Program | undefined> {
    try {
      return this.shared(stack, await stack.program());
    } catch (error) {
      stack.errors.push(textOf(error));
      this.note(`the program fails: ${textOf(error)}`);
      return undefined;
    }
  }

  /** The twin declares the same moves, and nothing else: copies and imports are said to be one stack's (docs/limits.md). */
  private shared(stack: ChaosStack, program: Program): Program {
    if (stack === this.stacks[0]) return program;
    return Object.fromEntries(
      Object.entries(program).filter(
        ([, { type, props }]) => /FileExport$/.test(type) && props["copyOnly"] !== true,
      ),
    );
  }

  private mustNotWrite(mark: number, which: string): void {
    const reads = /^(GET |POST \/bulk\/.*\/get$)/;
    const writes = this.world.sim.requests
      .slice(mark)
      .filter(({ method, path, user }) => user === "lab" && !reads.test(`${method} ${path}`));
    if (writes.length > 0)
      throw new Error(`${which} wrote: ${writes.map(({ method, path }) => `${method} ${path}`).join(", ")}`);
  }

  private schedule(events: readonly Event[], running: Running): void {
    const { world, damage } = this;
    let isOver = false;
    void running.done.then(() => (isOver = true));
    for (const { at, act } of events)
      void world.clock.sleep(at * 1000).then(async () => {
        if (isOver) return;
        this.met.add(act.is === "fault" ? act.fault.kind : act.is);
        this.note(`${JSON.stringify(act)}`);
        await happen({ world, damage, running, allow: this.allow }, act);
      });
  }

  /** What each step may need on the platform. */
  private readonly onStep: OnStep = (step, entry) => {
    const { type, inputs, outputs } = entry;
    this.imports.step(step, type, inputs, outputs);
    this.volumes.step(step, entry);
    if (step === "delete" || !type.endsWith("FileExport") || inputs["overwrite"] === false) return;
    for (const { source, destination, overwrite } of exportsIn(type, inputs)) {
      if (!overwrite) continue;
      const key = exportKey(source.file, destination.volume, destination.location);
      this.mayOverwrite.add(key);
      if (inputs["copyOnly"] === true) this.allow(key);
    }
  };

  private async judge(): Promise<string[]> {
    const { world } = this;
    const { clock, sim } = world;
    sim.faults.clear();
    this.damage.mend();
    const unhandled: string[] = [];
    // The first run meets what is left of the last one; if that stands in its way, it ends by itself.
    await this.calm(true);
    await clock.advance(SETTLING);
    for (const stack of this.stacks) unhandled.push(...(await this.mustBeClean(stack)));
    if (unhandled.length > 0) return unhandled;
    // No later run could see what the platform had not processed yet.
    for (const source of world.lateImports) this.allow(source);
    const found = await Promise.all([
      ...this.stacks.map((stack) => stateIsTrue(world, stack)),
      forgottenAliases(world, this.stacks, [...this.imports.excused, ...this.overlooked]),
    ]);
    return [
      ...found.flat(),
      ...this.stacks.slice(0, 1).flatMap((stack) => forgottenVolumes(world, stack, this.volumes.excused)),
      ...doubledJobs(world, this.allowed),
      ...overwriting(world, this.mayOverwrite),
      ...shownSecrets(world.secrets, this.shown()),
      ...(await this.mustBeEmpty()),
    ];
  }

  private async calm(mayFail: boolean): Promise<string[]> {
    const wrong: string[] = [];
    for (const stack of this.stacks)
      for (const verb of ["refresh", "up"] as const) {
        const outcome = await this.world.clock.run(this.deploy(stack, verb, []), LONGEST_CALM_RUN);
        if (!mayFail)
          wrong.push(
            ...Object.entries(outcome?.errors ?? {}).map(([name, text]) => `${verb}: ${name}: ${text}`),
          );
      }
    return wrong;
  }

  /** Without faults everything that is declared comes to be, once nothing is in its way that earlier runs have left. */
  private async mustBeClean(stack: ChaosStack): Promise<string[]> {
    const { world } = this;
    let wrong: string[] = [];
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const processes = world.processes.length;
      wrong = await this.calm(false);
      // A job may last longer than its resource's timeout; how it ended, the next refresh says.
      const isLate = wrong.some((text) => text.includes("still RUNNING"));
      if (isLate) await world.clock.advance(SETTLING);
      const said = world.processes.slice(processes).flatMap((one) => one.said);
      // Bulk resources may report what failed instead of failing.
      const isCleared = await this.clear([...wrong, ...linesInState(stack), ...said]);
      if (!isLate && !isCleared) break;
    }
    return wrong;
  }

  /** Does what the texts ask the user to do; false: nothing. */
  private async clear(texts: readonly string[]): Promise<boolean> {
    const known = knownAliases(this.stacks);
    let isCleared = false;
    for (const text of texts) {
      const isGone =
        removeLeftover(this.world.sim, text) ||
        (await moveAside(this.world, text, this.imports.excused, known)) ||
        (await deleteCut(this.world, text, this.volumes.excused));
      isCleared ||= isGone;
    }
    return isCleared;
  }

  private async mustBeEmpty(): Promise<string[]> {
    const wrong: string[] = [];
    for (const stack of this.stacks)
      for (const verb of ["preview", "refresh", "preview"] as const) {
        const outcome = await this.world.clock.run(this.deploy(stack, verb, []), LONGEST_CALM_RUN);
        const isEmpty = (step: string): boolean => step === (verb === "refresh" ? "read" : "same");
        for (const [name, step] of Object.entries(outcome?.steps ?? {}))
          if (!isEmpty(step)) wrong.push(`${verb} of what was just done shows ${name}: ${step}`);
        for (const [name, text] of Object.entries(outcome?.errors ?? {}))
          wrong.push(`${verb}: ${name}: ${text}`);
      }
    return wrong;
  }

  private shown(): Record<string, string[]> {
    return {
      log: this.world.processes.flatMap(({ said }) => said),
      errors: this.stacks.flatMap(({ errors }) => errors),
      addresses: this.world.sim.requests.map(({ path, query }) => `${path}?${query}`),
      state: this.stacks.map(({ state }) => state.text),
    };
  }
}

const linesInState = ({ state }: ChaosStack): string[] =>
  [...state.resources.values()].flatMap(({ outputs }) => (outputs["jobs"] as string[] | undefined) ?? []);

function exportsIn(type: string, inputs: Record<string, unknown>) {
  if (type === "BulkFileExport") return (inputs["items"] as string[]).map((line) => parseExport(line));
  return [
    inputs as unknown as {
      source: { file: string };
      destination: { volume: string; location: string };
      overwrite: boolean;
    },
  ];
}
