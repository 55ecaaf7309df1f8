// The engine's decisions for a whole program, with its parallelism, its state file and its way to fail.
import { CallError, type PropertyMap } from "../../support/wire";
import type { Calls, Named } from "./calls";
import type { StackState } from "./stackState";
import { type Entry } from "./stackState";

/** A resource as a program registers it. */
export interface Declared {
  type: string;
  props: PropertyMap;
  dependsOn?: string[];
  /** Seconds of customTimeouts; 0: the default. */
  timeout?: number;
}

export type Program = Readonly<Record<string, Declared>>;

export type Step = "create" | "update" | "same" | "replace" | "delete" | "read" | "gone" | "drift";

export interface Outcome {
  steps: Record<string, Step>;
  errors: Record<string, string>;
}

/** Told of a step that is about to reach the provider. */
export type OnStep = (
  step: "create" | "update" | "delete",
  entry: Pick<Entry, "name" | "type" | "inputs" | "outputs">,
) => void;

const SKIPPED = "not done: the deployment was stopped before";

const same = (left: unknown, right: unknown): boolean =>
  JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
}

/** One deployment of a stack by one CLI. */
export class Deployment {
  /** No step begins any more: one has failed, or the user has pressed Ctrl-C. */
  private isStopped = false;
  /** The CLI is gone: nothing is written, and nobody hears of it. */
  private isDead = false;
  private readonly outcome: Outcome = { steps: {}, errors: {} };
  private readonly done = new Map<string, Promise<boolean>>();

  constructor(
    private readonly calls: Calls,
    private readonly state: StackState,
    private readonly onStep: OnStep = () => undefined,
  ) {}

  /** What SIGKILL does to the CLI. */
  kill(): void {
    this.isDead = true;
  }

  /** No further step begins, as when the program has ended with an error. */
  stop(): void {
    this.isStopped = true;
  }

  /** Ctrl-C. */
  async interrupt(): Promise<void> {
    this.isStopped = true;
    await this.calls.cancel().catch(() => undefined);
  }

  async up(program: Program): Promise<Outcome> {
    const names = Object.keys(program);
    for (const name of names) this.done.set(name, this.register(name, program));
    const all = await Promise.all(this.done.values());
    if (all.every(Boolean) && !this.isStopped) await this.deleteRest(program);
    return this.ended();
  }

  /** Changes nothing; an error is one that the user would see before `up`. */
  async preview(program: Program): Promise<Outcome> {
    await Promise.all(
      Object.entries(program).map(([name, declared]) => this.noting(name, () => this.plan(name, declared))),
    );
    for (const { name } of this.superfluous(program)) this.outcome.steps[name] = "delete";
    return this.ended();
  }

  async refresh(): Promise<Outcome> {
    await Promise.all(
      [...this.state.resources.values()].map((entry) => this.noting(entry.name, () => this.read(entry))),
    );
    return this.ended();
  }

  /** A killed CLI says nothing any more. */
  private ended(): Promise<Outcome> {
    return this.isDead ? new Promise(() => undefined) : Promise.resolve(this.outcome);
  }

  private async register(name: string, program: Program): Promise<boolean> {
    const { dependsOn = [] } = program[name]!;
    // By the next turn every resource has its promise.
    await Promise.resolve();
    const before = await Promise.all(dependsOn.map(async (one) => (await this.done.get(one)) ?? true));
    return before.every(Boolean) && this.noting(name, () => this.apply(name, program[name]!));
  }

  /** False: it has failed, and the deployment with it. */
  private async noting(name: string, work: () => Promise<Step>): Promise<boolean> {
    try {
      if (this.isStopped) throw new Error(SKIPPED);
      this.outcome.steps[name] = await work();
      return true;
    } catch (error) {
      this.isStopped = true;
      this.outcome.errors[name] = error instanceof Error ? error.message : String(error);
      return false;
    }
  }

  private async apply(name: string, declared: Declared): Promise<Step> {
    const about = aboutOf(name, declared);
    const old = this.state.resources.get(name);
    const { inputs, diff } = await this.decide(about, old, declared);
    if (!old) return this.create(about, declared, inputs, "create");
    if (diff?.replaces.length) return this.replace(about, declared, old, diff.deleteBeforeReplace);
    if (diff?.changes || old.initErrors.length > 0) return this.update(about, declared, old, inputs);
    this.save({ ...old, inputs, ...restOf(declared) });
    return "same";
  }

  private async plan(name: string, declared: Declared): Promise<Step> {
    const about = aboutOf(name, declared);
    const old = this.state.resources.get(name);
    const { inputs, diff } = await this.decide(about, old, declared);
    const looks = this.calls.adapter === "native";
    if (!old || diff?.replaces.length) {
      if (looks) await this.calls.create(about, inputs, true);
      return old ? "replace" : "create";
    }
    if (!diff?.changes && old.initErrors.length === 0) return "same";
    if (looks) await this.calls.update(about, old.id, old.outputs, inputs, true);
    return "update";
  }

  private async decide(about: Named, old: Entry | undefined, { props }: Declared) {
    const { inputs, failures } = await this.calls.check(about, old?.inputs ?? {}, props);
    if (failures.length > 0) throw new Error(failures.join("\n"));
    const diff = old && (await this.calls.diff(about, old.id, old.outputs, inputs));
    return { inputs, diff };
  }

  private async create(about: Named, declared: Declared, inputs: PropertyMap, step: Step): Promise<Step> {
    this.onStep("create", { ...about, inputs, outputs: inputs });
    const made = { ...about, ...restOf(declared), inputs };
    try {
      const { id, outs } = await this.calls.create(about, inputs);
      this.save({ ...made, id, outputs: outs, initErrors: [] });
      return step;
    } catch (error) {
      this.keepPartial(error, made);
      throw error;
    }
  }

  private async update(about: Named, declared: Declared, old: Entry, inputs: PropertyMap): Promise<Step> {
    const made = { ...old, ...restOf(declared) };
    this.onStep("update", { ...about, inputs, outputs: old.outputs });
    try {
      const outputs = await this.calls.update(about, old.id, old.outputs, inputs);
      this.save({ ...made, inputs, outputs, initErrors: [] });
      return "update";
    } catch (error) {
      // As in the engine: the old inputs stay, so that the next run sees the difference again.
      this.keepPartial(error, made);
      throw error;
    }
  }

  private async replace(about: Named, declared: Declared, old: Entry, deleteFirst: boolean): Promise<Step> {
    const { inputs } = await this.calls.check(about, {}, declared.props);
    if (deleteFirst) await this.delete(old);
    try {
      return await this.create(about, declared, inputs, "replace");
    } finally {
      // As in the engine, also after a create that left something in state.
      if (!deleteFirst && this.state.resources.get(about.name) !== old && !this.isDead)
        this.state.condemn(old);
    }
  }

  /** After everything else, what depends on others first. */
  private async deleteRest(program: Program): Promise<void> {
    const rest = [...this.state.condemned, ...this.superfluous(program)];
    const waves = [
      rest.filter(({ type }) => type !== "Volume"),
      rest.filter(({ type }) => type === "Volume"),
    ];
    for (const wave of waves)
      await Promise.all(
        wave.map((entry) =>
          this.noting(`-${entry.name}`, async () => {
            await this.delete(entry);
            return "delete";
          }),
        ),
      );
  }

  private superfluous = (program: Program): Entry[] =>
    [...this.state.resources.values()].filter(({ name }) => !(name in program));

  private async delete(entry: Entry): Promise<void> {
    this.onStep("delete", entry);
    await this.calls.delete(entry, entry.id, entry.outputs);
    if (!this.isDead) this.state.remove(entry);
  }

  private async read(entry: Entry): Promise<Step> {
    const found = await this.calls.read(entry, entry.id, entry.inputs, entry.outputs);
    if (!found) {
      if (!this.isDead) this.state.remove(entry);
      return "gone";
    }
    // As in the engine: what a refresh shows are outputs (pulumi: pkg/resource/deploy/step.go, RefreshStep.ResultOp).
    const isSame = same(found.outs, entry.outputs);
    this.save({ ...entry, inputs: found.inputs, outputs: found.outs, initErrors: [] });
    return isSame ? "read" : "drift";
  }

  private keepPartial(error: unknown, made: Omit<Entry, "id" | "outputs" | "initErrors">): void {
    if (!(error instanceof CallError) || !error.partial) return;
    const { id, properties, reasons } = error.partial;
    // The real engine stores such a state, and then it can neither refresh nor destroy it.
    if (this.calls.adapter === "dynamic" && !("__provider" in properties))
      throw new Error(`${made.name}: partial state without __provider`);
    this.save({ ...made, id, outputs: properties, initErrors: reasons });
  }

  private save(entry: Entry): void {
    if (!this.isDead) this.state.set(entry);
  }
}

const aboutOf = (name: string, { type, timeout = 0 }: Declared): Named => ({ name, type, timeout });

const restOf = ({ dependsOn = [], timeout = 0 }: Declared) => ({ dependsOn, timeout });
