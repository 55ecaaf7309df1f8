// The engine's decisions for one resource type (check, diff, then create, update, replace or delete), without a CLI.
import type { ResourceClient } from "./resourceClient";
import { type PropertyMap, CallError } from "./wire";

export interface Resource {
  id: string;
  inputs: PropertyMap;
  outputs: PropertyMap;
  initErrors: string[];
}

export type Step = "create" | "update" | "same" | "replace" | "delete" | "failed";

interface Outcome {
  steps: Record<string, Step>;
  errors: Record<string, Error>;
}

const sameInputs = (left: PropertyMap, right: PropertyMap) => JSON.stringify(left) === JSON.stringify(right);

export class MiniEngine {
  /** Survives the provider process: pass it to the next engine to test a restart. */
  readonly state: Map<string, Resource>;

  constructor(
    private readonly client: ResourceClient,
    state = new Map<string, Resource>(),
  ) {
    this.state = state;
  }

  /** Brings the state in line with `program`; resources run concurrently, as with a high `--parallel`. */
  async up(program: Record<string, PropertyMap>): Promise<Outcome> {
    const outcome: Outcome = { steps: {}, errors: {} };
    const record = (name: string) => async (work: Promise<Step>) => {
      try {
        outcome.steps[name] = await work;
      } catch (error) {
        outcome.steps[name] = "failed";
        outcome.errors[name] = error as Error;
      }
    };
    await Promise.all(Object.entries(program).map(([name, news]) => record(name)(this.apply(name, news))));
    const extra = [...this.state.keys()].filter((name) => !(name in program));
    await Promise.all(extra.map((name) => record(name)(this.remove(name))));
    return outcome;
  }

  destroy(): Promise<Outcome> {
    return this.up({});
  }

  async refresh(): Promise<void> {
    for (const [name, old] of this.state) {
      const now = await this.client.read(old.id, old.outputs);
      if (now.id === "") this.state.delete(name);
      else this.state.set(name, { ...old, id: now.id, outputs: now.props, inputs: now.inputs ?? old.inputs });
    }
  }

  private async apply(name: string, news: PropertyMap): Promise<Step> {
    const old = this.state.get(name);
    const { inputs, failures } = await this.client.check(old?.inputs ?? {}, news);
    if (failures.length > 0) throw new Error(failures.map((f) => `${f.property}: ${f.reason}`).join("\n"));
    if (!old) return this.create(name, inputs, "create");
    const diff = await this.client.diff(old.id, old.outputs, inputs);
    const changed = diff.changes ?? !sameInputs(old.inputs, inputs);
    if (changed && diff.replaces.length > 0) return this.replace(name, old, news, diff.deleteBeforeReplace);
    if (changed || old.initErrors.length > 0) return this.update(name, old, inputs);
    this.state.set(name, { ...old, inputs });
    return "same";
  }

  private async create(name: string, inputs: PropertyMap, step: Step): Promise<Step> {
    try {
      const { id, outs } = await this.client.create(inputs);
      this.state.set(name, { id, inputs, outputs: outs, initErrors: [] });
      return step;
    } catch (error) {
      if (error instanceof CallError && error.partial) this.keepPartial(name, inputs, error.partial);
      throw error;
    }
  }

  private async update(name: string, old: Resource, inputs: PropertyMap): Promise<Step> {
    try {
      const { outs } = await this.client.update(old.id, old.outputs, inputs);
      this.state.set(name, { id: old.id, inputs, outputs: outs, initErrors: [] });
      return "update";
    } catch (error) {
      // As in the engine, the old inputs remain, so that the next run sees the difference again.
      if (error instanceof CallError && error.partial) this.keepPartial(name, old.inputs, error.partial);
      throw error;
    }
  }

  private async replace(name: string, old: Resource, news: PropertyMap, deleteFirst: boolean): Promise<Step> {
    const { inputs } = await this.client.check({}, news);
    if (deleteFirst) await this.client.delete(old.id, old.outputs);
    const step = await this.create(name, inputs, "replace");
    if (!deleteFirst) await this.client.delete(old.id, old.outputs);
    return step;
  }

  private async remove(name: string): Promise<Step> {
    const old = this.state.get(name)!;
    await this.client.delete(old.id, old.outputs);
    this.state.delete(name);
    return "delete";
  }

  private keepPartial(
    name: string,
    inputs: PropertyMap,
    partial: { id: string; properties: PropertyMap; reasons: string[] },
  ) {
    const { id, properties, reasons } = partial;
    // The real engine stores such a state, and can then neither refresh nor destroy it.
    if (!("__provider" in properties)) throw new Error(`${name}: partial state without __provider`);
    this.state.set(name, { id, inputs, outputs: { ...inputs, ...properties }, initErrors: reasons });
  }
}
