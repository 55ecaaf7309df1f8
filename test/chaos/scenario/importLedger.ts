import { parseResult } from "../../../provider/model/result";
import type { PropertyMap } from "../../support/wire";
import type { ChaosStack } from "./stack";

interface Imported {
  /** "owner/volume/location" */
  source: string;
  target: string;
}

const isSame = (one: Imported, other: Imported): boolean =>
  one.source === other.source && one.target === other.target;

/** Each import of a resource's inputs, or of its outputs. */
function importsIn(type: string, props: PropertyMap): Imported[] {
  if (type === "FileImport") {
    const { volume, location } = props["source"] as { volume: string; location: string };
    return [{ source: `${volume}/${location}`, target: JSON.stringify(props["destination"]) }];
  }
  if (type !== "BulkFileImport") return [];
  return ((props["items"] ?? props["jobs"]) as string[]).map((line) => {
    const [source, target] = line.split(" -> ");
    return { source: source!, target: target!.split(" ")[0]! };
  });
}

/** Without the items that FAILED: a later step that was killed, or a refusal that wasn't one, may have imported them. */
function known(inputs: PropertyMap, outputs: PropertyMap): PropertyMap {
  const lines = outputs["jobs"] as string[] | undefined;
  if (!lines) return inputs;
  const done = lines.filter((line) => parseResult(line).result.state !== "FAILED");
  return { jobs: done.map((line) => parseResult(line).item) };
}

/** What the steps of all stacks may import, and which aliases nobody can take up again. */
export class ImportLedger {
  /** A step has begun with them, and they are in no state. */
  private unrecorded: Imported[] = [];
  /** Sources of those that were killed, and then declared otherwise. */
  private readonly abandoned: string[] = [];

  /** @param allow one more import of this source */
  constructor(private readonly allow: (source: string) => void) {}

  step(step: "create" | "update" | "delete", type: string, inputs: PropertyMap, outputs: PropertyMap): void {
    const before = step === "create" ? [] : importsIn(type, outputs);
    const after = step === "delete" ? [] : importsIn(type, inputs);
    // What was imported goes with its resource or item, and may be imported again.
    for (const { source } of before) if (!after.some((one) => one.source === source)) this.allow(source);
    for (const one of after) this.begin(one);
  }

  recordedIn({ state }: ChaosStack): void {
    const entries = [...state.resources.values(), ...state.condemned];
    const recorded = entries.flatMap(({ type, inputs, outputs }) => importsIn(type, known(inputs, outputs)));
    this.unrecorded = this.unrecorded.filter((one) => !recorded.some((other) => isSame(one, other)));
  }

  /** Sources whose aliases may be in no state. */
  get excused(): string[] {
    return [...this.abandoned, ...this.unrecorded.map(({ source }) => source)];
  }

  /** What a killed step has imported, declared with another destination, is another import, and the first alias stays. */
  private begin(one: Imported): void {
    if (this.unrecorded.some((lost) => lost.source === one.source && !isSame(lost, one))) {
      this.allow(one.source);
      this.abandoned.push(one.source);
    }
    this.unrecorded.push(one);
  }
}
