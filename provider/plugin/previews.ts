import type { Client } from "../platform/http/client";
import { groupBy } from "../platform/collections";
import { textOf } from "../platform/errors/errors";
import { CredentialsError } from "../platform/account/credentials";
import { clockFrom } from "../platform/time/clock";
import { Collector, type Entry } from "../jobs/collector";
import { Examiner, type Examined, type Known } from "../preflight/examine";
import { modeOf } from "../preflight/mode";
import type { NoAccount } from "../preflight/plan/accounts";
import type { Facts } from "../preflight/plan/planned";
import { messageOf } from "../preflight/print/messages";
import { failureOf, planText } from "../preflight/print/summary";
import type { PropertyMap } from "../inputs/propertyMap";
import { session } from "../runtime/account/session";
import { inform, warn } from "../runtime/engine/status";
import { originOf } from "./origins";
import { setting } from "./settings";
import { nameIn, typeIn } from "./tokens";

interface Declared extends Known {
  urn: string;
}

/** The engine asks for many resources at about the same time; what they need is looked up together. */
const TOGETHER = { max: Infinity, quietMs: 100, longestMs: 1_000 };

/**
 * The preflight of a native program. The engine says with each create and update that it is a preview; what is unchanged it
 * asks about in both, and counts here once the first preview call has come.
 */
export class Previews {
  private readonly examiner = new Examiner<Declared>({
    accountOf: () => Promise.resolve(account()),
    objectChecks: () => setting("objectChecks"),
  });
  private readonly rounds = new Collector<Declared, void>(
    clockFrom(process.env),
    (entries) => this.round(entries),
    TOGETHER,
  );
  private readonly still: Declared[] = [];
  private readonly known = new Set<string>();
  private readonly whole: Omit<Examined, "findings"> = {
    fates: new Map(),
    notes: [],
    sizes: new Map(),
    unchecked: 0,
  };

  /** Remembers a resource that this deployment leaves as it is. */
  unchanged(urn: string, outs: PropertyMap): void {
    // The engine may ask about one several times; two of it would stand in each other's way.
    if (this.known.has(urn)) return;
    this.known.add(urn);
    this.still.push(declared(urn, { isInState: true, values: outs }));
  }

  /** Resolves when nothing stands against the resource; rejects with what does. */
  async look(urn: string, facts: Facts, isSecret: boolean): Promise<void> {
    if (modeOf(setting("preflight")) === "off") return;
    await this.rounds.add({ ...declared(urn, facts), isSecret });
  }

  /** Says what the plan comes to, once, in the stack's row. False where there is nothing to say. */
  tellTotals(): boolean {
    const { fates } = this.whole;
    if (fates.size === 0) return false;
    inform(planText(this.whole));
    const failure = modeOf(setting("preflight")) === "fail" ? failureOf(this.whole) : undefined;
    if (failure !== undefined) warn(failure);
    fates.clear();
    return true;
  }

  private async round(entries: Entry<Declared, void>[]): Promise<void> {
    const owners = [...this.still.splice(0), ...entries.map(({ item }) => item)];
    const examined = await this.examiner.examine(owners);
    this.add(examined);
    const isFatal = modeOf(setting("preflight")) === "fail";
    const perOwner = groupBy(examined.fates.keys(), ({ owner }) => owner);
    const findings = groupBy(examined.findings, ({ item }) => item.owner);
    const wrong = this.tellNotes(examined, isFatal);
    for (const { item: owner, resolve, reject } of entries) {
      const found = findings.get(owner) ?? [];
      const text = found.length > 0 ? messageOf(owner, found, perOwner.get(owner)?.length ?? 0) : undefined;
      const isError = isFatal && found.some(({ severity }) => severity === "error");
      if (text !== undefined && !isError) warn(text, owner.urn);
      if (text !== undefined && isError) reject(new Error(text));
      // What is wrong with the account is said once, by the first of those that need it.
      else if (wrong.length > 0) reject(new Error(wrong.splice(0).join("\n")));
      else resolve();
    }
  }

  private add({ fates, sizes, unchecked, notes }: Examined<Declared>): void {
    for (const [item, fate] of fates) this.whole.fates.set(item, fate);
    for (const [file, size] of sizes) this.whole.sizes.set(file, size);
    this.whole.unchecked += unchecked;
    this.whole.notes.push(...notes);
  }

  /** Notes that make the preview fail are given back; all others are said. */
  private tellNotes({ notes }: Examined<Declared>, isFatal: boolean): string[] {
    for (const { severity, text } of notes) {
      if (severity === "info") inform(text);
      else if (severity === "warning" || !isFatal) warn(text);
    }
    return isFatal ? notes.flatMap(({ severity, text }) => (severity === "error" ? [text] : [])) : [];
  }
}

const declared = (urn: string, facts: Facts): Declared => ({
  urn,
  type: typeIn(urn),
  name: nameIn(urn),
  origin: originOf(urn),
  isSecret: false,
  ...facts,
});

function account(): { client: Client } | NoAccount {
  try {
    return { client: session().client };
  } catch (error) {
    const why = error instanceof CredentialsError ? "no credentials" : "wrong";
    return { client: undefined, why, text: textOf(error) };
  }
}
