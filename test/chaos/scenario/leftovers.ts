import type { Simulator } from "../../../simulator";
import type { ChaosWorld } from "./world";

interface Place {
  volume: string;
  location: string;
}

/** The code of jobs that write nothing, since there is an object at their destination. */
const TAKEN = 9107;

/** Removes what a failed job has left where an error says that something is in the way; false: nothing like that is. */
export function removeLeftover(sim: Simulator, error: string): boolean {
  if (!error.includes(`${TAKEN}`)) return false;
  const placeOf = ({ destination: { volume, location } }: { destination: Place }) => `${volume}/${location}`;
  // The last one of each place that has written there: the error may be from before another job's success.
  const writing = sim.exports().filter((job) => job.error?.code !== TAKEN);
  const last = new Map(writing.map((job) => [placeOf(job), job]));
  const failed = [...last].filter(([place, { state }]) => state === "FAILED" && error.includes(place));
  return failed.map(([, { destination: at }]) => sim.removeObject(at.volume, at.location)).some(Boolean);
}

/** A name that is in use: of a file that is to be renamed, or of an import. */
const NAME_IN_USE = /\b(5003|9108)\b/;

/**
 * Renames what a killed run has imported, and no state knows of, where an error says that its name is in use; false: nothing
 * like that is. `abandoned`: the sources of such imports.
 */
export async function moveAside(
  world: ChaosWorld,
  error: string,
  abandoned: readonly string[],
  known: ReadonlySet<string | undefined>,
): Promise<boolean> {
  if (!NAME_IN_USE.test(error)) return false;
  const { sim } = world;
  const inTheWay = sim
    .imports()
    .filter(({ source: { volume, location } }) => abandoned.includes(`${volume}/${location}`))
    .flatMap(({ result }) => (result && sim.hasFile(result.id) && !known.has(result.id) ? [result.id] : []))
    .filter((id) => error.includes(sim.file(id).name));
  for (const id of inTheWay) await world.ask("PATCH", `/files/${id}`, { name: `_${id}` }, world.token);
  return inTheWay.length > 0;
}

/**
 * Deletes a volume whose creation was cut short where an error says that it is in the way of one on another bucket or prefix;
 * false: none is. `cut`: the ids of such volumes.
 */
export async function deleteCut(
  world: ChaosWorld,
  error: string,
  cut: ReadonlySet<string>,
): Promise<boolean> {
  const id = [...cut].find((one) => error.includes(`volume ${one} already exists`) && world.sim.volume(one));
  if (id === undefined) return false;
  await world.ask("PATCH", `/storage/volumes/${id}`, { active: false }, world.token);
  await world.ask("DELETE", `/storage/volumes/${id}`, undefined, world.token);
  return true;
}
