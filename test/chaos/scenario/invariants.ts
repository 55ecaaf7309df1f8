// What must hold once everything has calmed down.
import type { Job, Storage } from "../../../simulator";
import { parseExport } from "../../../provider/model/export";
import { parseImport } from "../../../provider/model/import";
import { parseResult } from "../../../provider/model/result";
import type { PropertyMap } from "../../support/wire";
import type { Entry } from "../process/stackState";
import { IMPORTED, type Slots } from "./declarations";
import type { ChaosPlatform } from "./platform";

/** A stack as far as it is judged. */
export interface JudgedStack {
  state: { resources: ReadonlyMap<string, Entry> };
  slots: Slots;
}

export const exportKey = (file: string, volume: string, location: string): string =>
  `${file} ${volume}/${location}`;

/** How many jobs may have been needed; one where nothing is said. */
export type Allowances = ReadonlyMap<string, number>;

/** No file is exported to its place twice, no object imported twice, but where something has undone the first. */
export function doubledJobs(world: ChaosPlatform, allowed: Allowances): string[] {
  const { sim } = world;
  const exported = sim
    .exports()
    .flatMap(({ user, state, source, destination: { volume, location } }) =>
      user === "lab" && state !== "FAILED" ? [exportKey(source.file, volume, location)] : [],
    );
  const imported = sim
    .imports()
    .flatMap(({ user, state, source }) =>
      user === "lab" && state !== "FAILED" ? [`${source.volume}/${source.location}`] : [],
    );
  const counts = new Map<string, number>();
  for (const key of [...exported, ...imported]) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].flatMap(([key, count]) =>
    count > (allowed.get(key) ?? 1)
      ? [`${count} jobs of ${key}, of which ${allowed.get(key) ?? 1} may be`]
      : [],
  );
}

/** Nothing was sent with permission to overwrite that no program has given. */
export const overwriting = (world: ChaosPlatform, declared: ReadonlySet<string>): string[] =>
  world.sent.flatMap(({ file, place, overwrite }) =>
    overwrite && !declared.has(`${file} ${place}`) ? [`${file} to ${place} was sent with overwrite`] : [],
  );

/** Everything in state is there as state says. */
export async function stateIsTrue(world: ChaosPlatform, { state }: JudgedStack): Promise<string[]> {
  const wrong = await Promise.all(
    [...state.resources.values()].map(async (entry) => wrongWith(world, entry)),
  );
  return wrong.flat();
}

async function wrongWith(world: ChaosPlatform, entry: Entry): Promise<string[]> {
  const { name, type, outputs } = entry;
  const found = ((): string[] => {
    switch (type) {
      case "FileExport":
        return wrongExport(world, { ...outputs, job: entry.id } as never);
      case "BulkFileExport":
        return wrongLines(world, outputs);
      case "FileImport":
        return wrongImport(world, outputs);
      case "BulkFileImport":
        return wrongImports(world, outputs);
      default:
        return wrongVolume(world, entry);
    }
  })();
  return Promise.resolve(found.map((text) => `${name}: ${text}`));
}

interface Exported {
  job: string | undefined;
  state: string;
  source: { file: string };
  destination: { volume: string; location: string };
  copyOnly: boolean;
}

/** A job that the platform no longer lists can't be judged. */
function wrongJob(job: Job | undefined, file: string): string[] {
  if (!job || (job.state === "COMPLETED" && job.kind === "export" && job.source.file === file)) return [];
  return [`job ${job.id} is ${job.state} and ${JSON.stringify(job.source)}`];
}

const isAliasOf = (storage: Storage, { volume, location }: Exported["destination"]): boolean =>
  storage.type === "VOLUME" && storage.volume === volume && isAt(storage.location, location);

function wrongExport(
  { sim }: ChaosPlatform,
  { job, state, source, destination, copyOnly }: Exported,
): string[] {
  const wrong: string[] = [];
  const { volume, location } = destination;
  if (state !== "COMPLETED") wrong.push(`its state is ${state}`);
  if (job !== undefined && !job.startsWith("alias-")) wrong.push(...wrongJob(sim.job(job), source.file));
  const object = sim.volume(volume) && sim.objects(volume).find((one) => isAt(one.location, location));
  if (object?.file !== source.file)
    wrong.push(`at ${volume}/${location} is ${object?.file ?? "no file's object"}`);
  const { storage } = sim.file(source.file);
  const isMoved = isAliasOf(storage, destination);
  if (isMoved === copyOnly) wrong.push(`file ${source.file} ${isMoved ? "was moved" : "wasn't moved"}`);
  return wrong;
}

/** Below a prefix whose slash may be part of the location. */
const isAt = (one: string, other: string): boolean => one.replace(/^\/+/, "") === other.replace(/^\/+/, "");

const linesOf = (outputs: PropertyMap) => (outputs["jobs"] as string[]).map(parseResult);

const wrongLines = (world: ChaosPlatform, outputs: PropertyMap): string[] =>
  linesOf(outputs).flatMap(({ item, result: { state, job } }) => {
    const { source, destination } = parseExport(item);
    return wrongExport(world, { job, state, source, destination, copyOnly: outputs["copyOnly"] === true });
  });

interface Imported {
  state: string;
  file?: string;
  source: { volume: string; location: string };
  preserveFolderStructure?: boolean;
}

function wrongImport({ sim }: ChaosPlatform, outputs: PropertyMap): string[] {
  const { state, file, source, preserveFolderStructure } = outputs as unknown as Imported;
  if (state !== "COMPLETED") return [`its state is ${state}`];
  if (preserveFolderStructure === false) return [];
  if (file === undefined || !sim.hasFile(file)) return [`its alias ${file} isn't there`];
  const { type, storage } = sim.file(file);
  if (source.location.endsWith("/")) return type === "folder" ? [] : [`${file} is no folder`];
  const isRight = storage.type === "VOLUME" && isAt(storage.location, source.location);
  return isRight ? [] : [`${file} is no alias of ${source.location}`];
}

const wrongImports = (world: ChaosPlatform, outputs: PropertyMap): string[] =>
  linesOf(outputs).flatMap(({ item, result: { state, file } }) => {
    const { source, preserveFolderStructure } = parseImport(item);
    return wrongImport(world, { state, file, source, preserveFolderStructure });
  });

function wrongVolume({ sim }: ChaosPlatform, { id, outputs }: Entry): string[] {
  const volume = sim.volume(id);
  if (!volume) return [`volume ${id} isn't there`];
  const wrong: string[] = [];
  if (!volume.active) wrong.push(`volume ${id} is inactive`);
  if (volume.accessMode !== outputs["accessMode"]) wrong.push(`volume ${id} is ${volume.accessMode}`);
  // A volume that was taken over keeps a description of which its program says nothing.
  const { description = volume.description } = outputs;
  if (volume.description !== description) wrong.push(`volume ${id}: "${volume.description}"`);
  return wrong;
}

/** Ids of the imported files that are in some state. */
export const knownAliases = (
  stacks: readonly Pick<JudgedStack, "state">[],
): ReadonlySet<string | undefined> =>
  new Set(
    stacks
      .flatMap(({ state }) => [...state.resources.values()])
      .flatMap(({ type, outputs }) => {
        if (type === "FileImport") return [outputs["file"] as string];
        return type === "BulkFileImport" ? linesOf(outputs).map(({ result }) => result.file) : [];
      }),
  );

interface Listed {
  id: string;
  name: string;
  type: string;
}

/**
 * What our user has imported, and no stack knows of. `excused`: sources of steps that were killed, which nobody takes up
 * once they are declared no longer.
 */
export async function forgottenAliases(
  world: ChaosPlatform,
  stacks: readonly JudgedStack[],
  excused: readonly string[],
): Promise<string[]> {
  const known = knownAliases(stacks);
  const isScattered = stacks.some(({ slots }) =>
    Object.values(slots).some((decl) => decl.is === "import" && decl.folder && decl.scattered),
  );
  if (isScattered) return [];
  const lists = await Promise.all(
    [`project=${IMPORTED}`, `parent=${world.folder()}`].map(
      (where) => world.ask("GET", `/files?${where}&limit=100`) as Promise<{ items: Listed[] }>,
    ),
  );
  return lists
    .flatMap(({ items }) => items)
    .filter((listed) => !isExcused(world, listed, excused))
    .filter(
      ({ id, name }) =>
        !known.has(id) && !name.startsWith("theirs-") && name !== "here" && !name.startsWith("_"),
    )
    .map(({ id, name }) => `"${name}" (${id}) was imported, and is in no state`);
}

function isExcused({ sim }: ChaosPlatform, { id, name }: Listed, excused: readonly string[]): boolean {
  const made = sim.imports().find(({ result }) => result?.id === id);
  if (made) return excused.includes(`${made.source.volume}/${made.source.location}`);
  // A folder that was imported without its structure: its job names no result.
  return excused.some((source) => source.endsWith("/") && name.startsWith(`${source.split("/").at(-2)}-`));
}

/** Volumes that only a program can have made are there if a state has them. `excused`: ids whose creation was cut short. */
export function forgottenVolumes(
  world: ChaosPlatform,
  { state }: JudgedStack,
  excused: ReadonlySet<string> = new Set(),
): string[] {
  const known = [...state.resources.values()].filter(({ type }) => type === "Volume").map(({ id }) => id);
  return ["lab/v0x", "lab/v1x"].flatMap((id) =>
    world.sim.volume(id) && !known.includes(id) && !excused.has(id)
      ? [`volume ${id} is there, and in no state`]
      : [],
  );
}

/** Tokens and keys in what people see. */
export function shownSecrets(
  secrets: readonly string[],
  texts: Readonly<Record<string, readonly string[]>>,
): string[] {
  return Object.entries(texts).flatMap(([where, lines]) =>
    secrets.flatMap((secret) =>
      lines.filter((line) => line.includes(secret)).map((line) => `${where}: ${line}`),
    ),
  );
}
