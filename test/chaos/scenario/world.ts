// The platform of one scenario: what is on it before any program runs, and what happens to it from outside.
import { createHash } from "node:crypto";
import { createSimulator, type Simulator } from "../../../simulator";
import { VirtualClock } from "../../support/virtualClock";
import type { HostOptions } from "../process/host";
import { SimulatedProcess } from "../process/host";
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
import type { Scenario } from "./scenario";

export const PROJECT = "lab/run7";
const STRANGER_TOKEN = "token-of-the-stranger-0001";

/** Small, seedable numbers in [0, 1). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A submission as it was sent. */
export interface Sent {
  file: string;
  place: string;
  overwrite: boolean;
}

export class ChaosWorld {
  readonly clock = new VirtualClock();
  readonly sim: Simulator;
  readonly random: () => number;
  /** All that must show nowhere. */
  readonly secrets: string[] = [];
  readonly sent: Sent[] = [];
  readonly processes: SimulatedProcess[] = [];
  token = "";
  private readonly files = new Map<string, string>();
  private readonly paths = new Map<string, string>();
  private folderId = "";
  private tokens = 0;

  constructor(private readonly scenario: Scenario) {
    this.random = randomFrom(scenario.chance);
    const { clock } = this;
    this.sim = createSimulator({
      token: this.newToken(),
      now: clock.now,
      sleep: clock.sleepInside,
      switches: scenario.switches,
      rateLimit: scenario.rateLimit,
      pendingSeconds: scenario.pendingSeconds,
      jobSeconds: ({ name }) => scenario.jobSeconds * lengthOf(name),
      faultSeed: scenario.chance + 1,
      onBody: (body, method, path) => this.note(body, method, path),
    });
    this.populate();
  }

  file = (path: string): string => this.files.get(path) ?? this.addFile(PROJECT, path);
  pathOf = (id: string): string => this.paths.get(id) ?? id;
  folder = (): string => this.folderId;
  allFiles = (): string[] => [...this.files.values()];

  addFile(project: string, path: string): string {
    const known = this.files.get(path);
    if (known !== undefined) return known;
    const { id } = this.sim.addFile({ project, path, size: 1000 + (this.files.size % 7) });
    this.files.set(path, id);
    this.paths.set(id, path);
    return id;
  }

  newToken(): string {
    this.token = `token-of-the-lab-number-${++this.tokens}`;
    this.secrets.push(this.token);
    return this.token;
  }

  /** The platform gives the user another token, and the old one ends. */
  rotateToken(): void {
    const old = this.token;
    this.sim.addUser({ username: "lab", token: this.newToken() });
    this.sim.revokeToken(old);
  }

  startProcess(): SimulatedProcess {
    const { sim, clock, token } = this;
    const options: HostOptions = {
      sim,
      clock,
      env: { SB_API_ENDPOINT: sim.url, SB_AUTH_TOKEN: token },
      random: randomFrom(Math.floor(this.random() * 2 ** 32)),
      latencyMs: this.scenario.latencyMs,
    };
    const started = new SimulatedProcess(options);
    this.processes.push(started);
    return started;
  }

  /** A request of another user, or of the same one by other means. */
  async ask(method: string, path: string, body?: unknown, token = STRANGER_TOKEN): Promise<unknown> {
    const headers = {
      "X-SBG-Auth-Token": token,
      "Content-Type": "application/json",
      "X-SBG-Advance-Access": "advance",
    };
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const answer = await this.clock.track(() => this.sim.fetch(this.sim.url + path, init));
    return answer.ok ? answer.json().catch(() => undefined) : undefined;
  }

  private populate(): void {
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

  private note(body: unknown, method: string, path: string): void {
    if (method !== "POST" || !/^\/(bulk\/)?storage\/exports(\/create)?$/.test(path)) return;
    const { items = [body] } = body as { items?: unknown[] };
    for (const item of items as {
      source?: { file?: string };
      destination?: Record<string, string>;
      overwrite?: boolean;
    }[])
      this.sent.push({
        file: item.source?.file ?? "",
        place: `${item.destination?.["volume"]}/${item.destination?.["location"]}`,
        overwrite: item.overwrite ?? false,
      });
  }
}

/** From half to thrice the usual length, the same for the same name. */
const lengthOf = (name: string): number => 0.5 + createHash("md5").update(name).digest()[0]! / 100;
