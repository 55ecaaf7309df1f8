// The platform of a scenario, whatever its time: what is on it before any program runs, and what was sent to it.
import { createHash } from "node:crypto";
import type { Simulator } from "../../../simulator";
import {
  bits,
  bulkImportedFrom,
  exportedFile,
  IMPORTED,
  importedFrom,
  ITEMS,
  SELECTED,
  SLOTS,
} from "./declarations";
import type { Ids } from "./program";

const PROJECT = "lab/run7";
const STRANGER_TOKEN = "token-of-the-stranger-0001";

/** A submission as it was sent. */
export interface Sent {
  file: string;
  place: string;
  overwrite: boolean;
}

interface Submitted {
  source?: Record<string, string>;
  destination?: Record<string, string>;
  overwrite?: boolean;
  autorename?: boolean;
}

export abstract class ChaosPlatform implements Ids {
  abstract readonly sim: Simulator;
  /** All that must show nowhere. */
  readonly secrets: string[] = [];
  readonly sent: Sent[] = [];
  /** Sources of imports that may be renamed or overwrite, processed when the run that had sent them was over. */
  readonly lateImports: string[] = [];
  private readonly files = new Map<string, string>();
  private folderId = "";

  file = (path: string): string => this.files.get(path) ?? this.addFile(PROJECT, path);
  folder = (): string => this.folderId;
  allFiles = (): string[] => [...this.files.values()];

  addFile(project: string, path: string): string {
    const known = this.files.get(path);
    if (known !== undefined) return known;
    const { id } = this.sim.addFile({ project, path, size: 1000 + (this.files.size % 7) });
    this.files.set(path, id);
    return id;
  }

  /** A request of another user, or of the same one by other means. */
  async ask(method: string, path: string, body?: unknown, token = STRANGER_TOKEN): Promise<unknown> {
    const headers = {
      "X-SBG-Auth-Token": token,
      "Content-Type": "application/json",
      "X-SBG-Advance-Access": "advance",
    };
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const answer = await this.fetch(this.sim.url + path, init);
    return answer.ok ? answer.json().catch(() => undefined) : undefined;
  }

  protected fetch(url: string, init: RequestInit): Promise<Response> {
    return fetch(url, init);
  }

  protected populate(): void {
    const { sim } = this;
    sim.addUser({ username: "partner", token: STRANGER_TOKEN });
    sim.addUser({ username: "guest", token: "token-of-the-guest-00001" });
    sim.addProject(PROJECT, { members: ["partner"] });
    sim.addProject(IMPORTED, { members: ["partner"] });
    const members = { partner: { read: true, copy: true, write: true, admin: true } };
    for (const name of ["archive", "second"])
      sim.addVolume({ name, owner: "lab", bucket: `lab-${name}`, prefix: "exports/", members });
    this.folderId = sim.addFile({ project: IMPORTED, path: "here/" }).id;
    this.addExported();
    this.addImported();
    for (const path of ["a/1.bam", "a/2.bam", "a/deep/3.bam", "b/4.bam", "5.txt"])
      this.addFile(SELECTED, path);
    // Shows that nothing below our prefixes is taken for ours.
    sim.addObject("lab/archive", "out/of-somebody-else.bam");
  }

  private addExported(): void {
    const forms = [{ copy: true, variant: 0 }, ...[0, 1].map((variant) => ({ copy: false, variant }))];
    for (const form of forms) {
      for (const slot of SLOTS.export) this.addFile(PROJECT, exportedFile(slot, form));
      for (const slot of SLOTS.bulk)
        for (const i of bits(2 ** ITEMS - 1)) this.addFile(PROJECT, exportedFile(slot, form, `-${i}`));
    }
  }

  private addImported(): void {
    const singles = SLOTS.import.flatMap((slot) =>
      [0, 1].flatMap((variant) => [true, false].map((folder) => importedFrom(slot, { folder, variant }))),
    );
    const many = SLOTS.bulkImport.flatMap((slot) =>
      bits(2 ** ITEMS - 1).flatMap((i) => [true, false].map((folders) => bulkImportedFrom(slot, i, folders))),
    );
    for (const location of [...singles, ...many]) this.addSource(location);
  }

  private addSource(location: string): void {
    if (!location.endsWith("/")) return this.sim.addObject("lab/archive", location);
    const stem = location.split("/").at(-2)!;
    for (const name of [`${stem}-1.bam`, `${stem}-2.bam`, `below/${stem}-3.bam`])
      this.sim.addObject("lab/archive", location + name);
  }

  readonly note = (body: unknown, method: string, path: string): void => {
    if (method !== "POST" || !/^\/(bulk\/)?storage\/exports(\/create)?$/.test(path)) return;
    for (const item of itemsOf(body))
      this.sent.push({
        file: item.source?.["file"] ?? "",
        place: `${item.destination?.["volume"]}/${item.destination?.["location"]}`,
        overwrite: item.overwrite ?? false,
      });
  };

  readonly noteLate = (url: string, body: unknown): void => {
    if (!/\/storage\/imports(\/create)?$/.test(url)) return;
    for (const { source, autorename, overwrite } of itemsOf(body))
      if (autorename || overwrite) this.lateImports.push(`${source?.["volume"]}/${source?.["location"]}`);
  };
}

/** The items of a submission, single or in bulk. */
function itemsOf(body: unknown): Submitted[] {
  const { items = [body as Submitted] } = body as { items?: Submitted[] };
  return items;
}

/** From half to thrice the usual length, the same for the same name. */
export const lengthOf = (name: string): number => 0.5 + createHash("md5").update(name).digest()[0]! / 100;
