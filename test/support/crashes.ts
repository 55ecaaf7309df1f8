import { expect } from "vitest";
import type { Switches } from "../../simulator";
import { importOf } from "./imports";
import type { PropertyMap } from "./providerProcess";
import { newWorld, type World } from "./world";

/** How responses spell jobs: as in the platform's samples, as they were sent, and with every other difference. */
export const SPELLINGS: [string, Partial<Switches>][] = [
  ["as published", {}],
  [
    "as sent",
    {
      folderLocationEcho: "as-sent",
      importDestinationEcho: "as-sent",
      folderStructureEcho: "as-sent",
      echoProperties: "given",
    },
  ],
  ["with capitals and slashes", { idEcho: "upper", locationEcho: "leading-slash" }],
];

/** A resource to declare; all names in it begin with `mine`, and `file` creates files on the platform. */
export interface What {
  type: string;
  declared: (mine: string, file: (name: string) => string) => PropertyMap;
  jobs: number;
}

const single = (type: string, declared: What["declared"]): What => ({ type, declared, jobs: 1 });

const moved = (more: PropertyMap = {}): What =>
  single("FileExport", (mine, file) => ({
    source: { file: file(`${mine}.bam`) },
    destination: { volume: "lab/archive", location: `${mine}.bam` },
    ...more,
  }));

const imported = (what: string, more: PropertyMap = {}): What =>
  single("FileImport", (mine) => importOf(`${mine}-a${what}`, more));

const bulkImported = (what: string, more: PropertyMap = {}): What => ({
  type: "BulkFileImport",
  declared: (mine) => ({
    items: ["a", "b"].map((name) => ({ source: { location: `${mine}-${name}${what}` }, ...more })),
    volume: "lab/archive",
    project: "lab/run8",
  }),
  jobs: 2,
});

const bulkMoved = (copyOnly: boolean): What => ({
  type: "BulkFileExport",
  declared: (mine, file) => ({
    items: ["1", "2"].map((name) => ({
      source: { file: file(`${mine}-${name}.bam`) },
      destination: { location: `${mine}-${name}.bam` },
    })),
    volume: "lab/archive",
    copyOnly,
  }),
  jobs: 2,
});

export const WHATS: [string, What][] = [
  ["a move", moved()],
  ["a copy", moved({ copyOnly: true })],
  ["a move with settings", moved({ properties: { awsStorageClass: "GLACIER" } })],
  ["an import", imported(".bam")],
  ["an import that may be renamed", imported(".bam", { autorename: true })],
  ["a folder's import", imported("/")],
  ["a folder's import that may be renamed", imported("/", { autorename: true })],
  ["a scattered folder's import", imported("/", { preserveFolderStructure: false })],
  ["a bulk of moves", bulkMoved(false)],
  ["a bulk of copies", bulkMoved(true)],
  ["a bulk of imports", bulkImported(".bam")],
  ["a bulk of folders' imports", bulkImported("/", { autorename: true })],
  ["a bulk of scattered folders' imports", bulkImported("/", { preserveFolderStructure: false })],
];

export const SUBMISSIONS = /^POST (\/bulk)?\/storage\/(ex|im)ports(\/create)?$/;

const SUBMISSION_PATHS = /^\/(bulk\/)?storage\/(ex|im)ports(\/create)?$/;

export const jobsIn = (world: World) => [...world.sim.exports(), ...world.sim.imports()];

/** A platform with what the declarations need. */
export async function crashWorld(switches: Partial<Switches>): Promise<World> {
  // An occupied location is refused, so that a second submission shows as a second job.
  const sim = { jobSeconds: 8, switches: { occupiedLocation: "submit" as const, ...switches } };
  const world = await newWorld({ speed: 60, sim });
  world.sim.addProject("lab/run8");
  return world;
}

/** The checked inputs of a declaration, after adding the objects that it imports. Its jobs don't end by themselves. */
export async function inputsOf(world: World, what: What, mine: string): Promise<PropertyMap> {
  const { type, declared } = what;
  for (const name of ["a", "b"]) {
    world.sim.addObject("lab/archive", `${mine}-${name}.bam`);
    for (const part of ["1", "2"])
      world.sim.addObject("lab/archive", `${mine}-${name}/${mine}-${name}-${part}.bam`);
    for (const end of [".bam", "/"]) world.sim.stickFile(`lab/archive:${mine}-${name}${end}`);
  }
  const newFile = (path: string): string => {
    const file = world.file(path);
    world.sim.stickFile(file);
    return file;
  };
  const { inputs, failures } = await world.type(type).check({}, declared(mine, newFile));
  expect(failures).toEqual([]);
  return inputs;
}

export interface Moment {
  lostAnswers?: boolean;
  until: "started" | "RUNNING" | "COMPLETED";
}

/** When the provider process is killed. */
export const MOMENTS: [string, Moment][] = [
  ["before an answer came", { lostAnswers: true, until: "started" }],
  ["while the jobs run", { until: "RUNNING" }],
  ["when the jobs have ended", { until: "COMPLETED" }],
];

/** The subjects of the jobs, as the simulator's orders name them. */
const sources = (world: World): string[] => [
  ...world.sim.exports().map(({ source }) => source.file),
  ...world.sim.imports().map(({ source }) => `${source.volume}:${source.location}`),
];

const unstick = (world: World): void => {
  for (const source of sources(world)) world.sim.unstick(source);
};

/** Starts all of them, kills the process at that moment, and starts the next process while the jobs continue. */
export async function crash(
  world: World,
  whats: readonly [What, PropertyMap][],
  { lostAnswers, until }: Moment,
): Promise<void> {
  const path = SUBMISSION_PATHS;
  const lost = lostAnswers ? world.sim.faults.add({ kind: "lost-after", method: "POST", path }) : undefined;
  for (const [{ type }, inputs] of whats)
    void world
      .type(type)
      .create(inputs)
      .catch(() => undefined);
  const wanted = whats.reduce((sum, [{ jobs }]) => sum + jobs, 0);
  await expect.poll(() => jobsIn(world).length, { timeout: 20_000, interval: 10 }).toBe(wanted);
  if (until === "COMPLETED") unstick(world);
  const haveCome = () => jobsIn(world).every(({ state }) => until === "started" || state === until);
  await expect.poll(haveCome, { timeout: 20_000, interval: 10 }).toBe(true);
  await world.restart();
  lost?.remove();
}

const LISTS = /^GET \/storage\/(ex|im)ports$/;

/** Lets the jobs end once the running ones have been searched for. */
export async function goOn(world: World, mark: number): Promise<void> {
  const kinds = new Set(jobsIn(world).map(({ kind }) => kind)).size;
  const lists = () => world.sim.countSince(mark, LISTS);
  await expect.poll(lists, { timeout: 20_000, interval: 10 }).toBeGreaterThanOrEqual(kinds);
  unstick(world);
}
