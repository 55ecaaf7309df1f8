import type { Client } from "../platform/http/client";
import { isPlatformError } from "../platform/errors/errors";
import { groupBy } from "../platform/collections";
import { objectAllowance } from "../platform/api/objects";
import type { NoAccount } from "./plan/accounts";
import { clashFindings, type Where } from "./judge/conflicts";
import { judge } from "./judge/judge";
import { type Facts, type Planned, plannedExport, plannedItems } from "./plan/planned";
import { plannedImport, plannedImports } from "./plan/plannedImport";
import type { Named } from "./print/messages";
import type { Fate, Finding, Verdicts } from "./judge/verdict";

/** A declared resource, and what this preview knows about it. */
export interface Known extends Named, Facts {
  /** Such as "FileExport". */
  type: string;
}

/** What a preview needs from its environment. */
export interface Surroundings<K extends Known> {
  accountOf(owner: K): Promise<{ client: Client } | NoAccount>;
  /** `cavatica:objectChecks`. */
  objectChecks(): string | undefined;
}

/** A message about the whole plan. */
export interface Note {
  severity: "error" | "warning" | "info";
  text: string;
}

export interface Examined<K extends Known = Known> {
  fates: Map<Planned<K>, Fate>;
  findings: Finding<K>[];
  notes: Note[];
  /** Bytes by file, for the files that were looked up. */
  sizes: Map<string, number>;
  /** Exports whose destinations weren't checked for existing objects. */
  unchecked: number;
}

const PLANNERS: Readonly<Record<string, <K>(owner: K, facts: Facts) => Planned<K>[]>> = {
  FileExport: plannedExport,
  BulkFileExport: plannedItems,
  FileImport: plannedImport,
  BulkFileImport: plannedImports,
};

const itemsOf = <K extends Known>(known: K): Planned<K>[] => PLANNERS[known.type]?.(known, known) ?? [];

/** Before anything is looked up, it isn't known whether a new item is possible. */
const BY_STATUS = { done: "there", underWay: "underWay", new: "unknown" } as const;

/** Finds out what will happen to a program's exports and imports, which may be declared in several steps. */
export class Examiner<K extends Known> {
  private readonly items: Planned<K>[] = [];
  private readonly where = new Map<Planned<K>, Where>();
  private readonly comingVolumes = new Set<string>();

  constructor(private readonly surroundings: Surroundings<K>) {}

  async examine(resources: readonly K[]): Promise<Examined<K>> {
    const items = resources.flatMap((known) => itemsOf(known));
    const examined: Examined<K> = {
      fates: new Map(items.map((item) => [item, BY_STATUS[item.status]])),
      findings: [],
      notes: [],
      sizes: new Map(),
      unchecked: 0,
    };
    for (const name of namesOfComing(resources)) this.comingVolumes.add(name);
    for (const [client, group] of await this.byAccount(items, examined.notes))
      if (client) await this.lookUp(client, group, examined);
    this.items.push(...items);
    this.findClashes(examined);
    return examined;
  }

  private async lookUp(client: Client, items: Planned<K>[], examined: Examined<K>): Promise<void> {
    const { comingVolumes } = this;
    const allowance = objectAllowance(this.surroundings.objectChecks());
    const { endpoint } = client.account;
    for (const item of items) this.where.set(item, { endpoint });
    try {
      const verdicts = await judge(client, items, { allowance, comingVolumes });
      merge(examined, verdicts);
      for (const item of items) {
        const store = item.volume === undefined ? undefined : verdicts.volumes.get(item.volume);
        this.where.set(item, { endpoint, store });
      }
    } catch (error) {
      if (!isPlatformError(error)) throw error;
      // A token that isn't accepted is certain to fail; a platform that doesn't respond may do so later.
      const severity = error.isUnauthorized ? "error" : "warning";
      examined.notes.push({
        severity,
        text: `Preflight couldn't look up anything on ${endpoint}: ${error.message}`,
      });
    }
  }

  private findClashes({ fates, findings }: Examined<K>): void {
    for (const finding of clashFindings(this.items, (item) => this.where.get(item) ?? {})) {
      if (!fates.has(finding.item)) continue;
      findings.push(finding);
      fates.set(finding.item, "impossible");
    }
  }

  private async byAccount(
    items: readonly Planned<K>[],
    notes: Note[],
  ): Promise<Map<Client | undefined, Planned<K>[]>> {
    const owners = [...new Set(items.map(({ owner }) => owner))];
    const accounts = new Map(
      await Promise.all(
        owners.map(async (owner) => [owner, await this.surroundings.accountOf(owner)] as const),
      ),
    );
    // Items that are done need no account.
    const open = new Set(items.filter(({ status }) => status === "new").map(({ owner }) => owner));
    const without = [...accounts].flatMap(([owner, account]) =>
      account.client === undefined && open.has(owner) ? [account] : [],
    );
    for (const [text, [first]] of groupBy(without, (account) => account.text))
      if (first) notes.push(...noteOf(first.why, text));
    return groupBy(items, ({ owner }) => accounts.get(owner)?.client);
  }
}

/** Volumes that the deployment creates or changes, recognised by a creation time that isn't known yet. */
const namesOfComing = (resources: readonly Known[]): string[] =>
  resources
    .filter(({ type, values }) => type === "Volume" && values["createdOn"] === undefined)
    .map(({ values }) => String(values["name"]));

function noteOf(why: NoAccount["why"], text: string): Note[] {
  if (why === "unknown") return [];
  const severity = why === "wrong" ? "error" : "info";
  return [{ severity, text: `Preflight couldn't look up anything: ${text}` }];
}

function merge<K extends Known>(examined: Examined<K>, verdicts: Verdicts<K>): void {
  for (const [item, fate] of verdicts.fates) examined.fates.set(item, fate);
  for (const [file, size] of verdicts.sizes) examined.sizes.set(file, size);
  examined.findings.push(...verdicts.findings);
  examined.notes.push(...verdicts.doubts.map((text) => ({ severity: "warning", text }) as const));
  examined.unchecked += verdicts.unchecked;
}
