import type { Planned } from "../plan/planned";
import type { Part } from "../../resources/declarations";
import type { Fate, Finding } from "./verdict";

/** What will happen to each item of one kind, and the findings. */
export abstract class Judgement<Owner, Item extends Planned<Owner>> {
  readonly fates = new Map<Item, Fate>();
  readonly findings: Finding<Owner>[] = [];

  protected find(item: Item, part: Part, text: string, severity: Finding["severity"] = "error"): void {
    this.findings.push({ item, part, severity, text });
  }
}
