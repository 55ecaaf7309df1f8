// What a round deploys: everything that the package has, and what goes wrong meanwhile.
import type { FaultOptions } from "../../simulator";
import { mayMiss } from "../support/faultsStrike";
import type { PropertyMap } from "../support/wire";
import type { SoakWorld } from "./adapters";

export interface Size {
  /** Items of the bulk resources. */
  items: number;
  /** Resources of each single kind. */
  singles: number;
}

/** What strikes in which round; the others are calm. */
const TROUBLE: readonly FaultOptions[][] = [
  [{ kind: "429", times: 1, path: "/bulk/storage/exports/get" }],
  [{ kind: "lost-after", times: 1, method: "POST", path: "/bulk/storage/exports/create" }],
  [{ kind: "500", times: 2, method: "GET" }],
  [],
  [{ kind: "lost-after", times: 1, method: "POST", path: "/storage/volumes" }],
  [{ kind: "500", when: "after", times: 1, method: "POST", path: "/bulk/storage/imports/create" }],
];

/** From now on, what belongs to this round. */
export function trouble({ sim }: SoakWorld, round: number): void {
  sim.faults.clear();
  for (const fault of TROUBLE[round % TROUBLE.length]!) sim.faults.add(mayMiss({ ...fault }));
}

/** A resource in a program, and in the one that follows. */
export interface Step {
  type: string;
  name: string;
  first: PropertyMap;
  then: PropertyMap;
}

const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

/** Copies of new files, each to a place of its own. */
export function exportsOf({ sim }: SoakWorld, round: number, { items, singles }: Size): Step[] {
  const files = sim.addFiles({
    project: "lab/run7",
    count: items + singles + 1,
    prefix: `r${round}/f`,
    size: 1_000,
  });
  const at = (i: number) => ({ source: { file: files[i]!.id }, destination: { location: `${i}.bam` } });
  const bulk = { volume: "lab/archive", prefix: `r${round}/`, copyOnly: true };
  const single = (i: number): PropertyMap => ({
    source: { file: files[items + i]!.id },
    destination: { volume: "lab/archive", location: `r${round}/single-${i}.bam` },
    copyOnly: true,
  });
  return [
    {
      type: "BulkFileExport",
      name: "bulk",
      first: { ...bulk, items: times(items, at) },
      // One is dropped, another is added.
      then: { ...bulk, items: times(items, (i) => at(i === 0 ? items + singles : i)) },
    },
    ...times(singles, (i) => {
      return {
        type: "FileExport",
        name: `single-${i}`,
        first: single(i),
        then: { ...single(i), overwrite: true },
      };
    }),
  ];
}

export function importsOf({ sim }: SoakWorld, round: number, { items, singles }: Size): Step[] {
  const count = Math.ceil(items / 4);
  // Other names in each round: a process has one deployment, in which two sources for the same destination are a mistake.
  const destination = (i: number) => ({ name: `r${round}-${i}.cram` });
  const at = (i: number) => ({ source: { location: `in/r${round}/${i}.cram` }, destination: destination(i) });
  for (let i = 0; i < count + singles; i++) sim.addObject("lab/archive", `in/r${round}/${i}.cram`);
  const bulk = { volume: "lab/archive", project: "lab/run8", items: times(count, at) };
  const single = (i: number): PropertyMap => ({
    source: { volume: "lab/archive", location: `in/r${round}/${count + i}.cram` },
    destination: { project: "lab/run8", ...destination(count + i) },
  });
  return [
    { type: "BulkFileImport", name: "bulk", first: bulk, then: { ...bulk, items: bulk.items.slice(1) } },
    ...times(singles, (i) => {
      return { type: "FileImport", name: `single-${i}`, first: single(i), then: single(i) };
    }),
  ];
}

/** With new keys each time, as in a pipeline that is given short-lived ones. */
export function volumesOf(round: number, { singles }: Size): Step[] {
  return times(singles, (i) => {
    const key = (n: number) => `${String(n).padStart(4, "0")}-secret-access-key-of-round-${round}-${i}`;
    const service = (n: number) => {
      const credentials = { accessKeyId: "AKIALAB0000000000001", secretAccessKey: key(n) };
      return { type: "s3", bucket: `bucket-${i}`, credentials };
    };
    const first = { name: `volume_${i}`, accessMode: "RW", service: service(1) };
    const then = { ...first, description: `round ${round}`, service: service(2) };
    return { type: "Volume", name: `volume-${i}`, first, then };
  });
}

export async function lookUps({ sim, lookUp }: SoakWorld, round: number): Promise<void> {
  if (!lookUp) return;
  const path = `looked-up/${round}.bam`;
  const { id } = sim.addFile({ project: "lab/run7", path, size: 1_000 });
  await Promise.all([
    lookUp("getFile", { id }),
    lookUp("getFile", { project: "lab/run7", path }),
    lookUp("getFiles", { project: "lab/run7", include: [`looked-up/*`] }),
    lookUp("getVolume", { id: "lab/archive" }),
    lookUp("getExport", { id: sim.exports().at(-1)!.id }),
  ]);
}
