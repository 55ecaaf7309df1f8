import type { Simulator } from "../../../simulator";

/** Removes what a failed job has left where an error says that something is in the way; false: nothing like that is. */
export function removeLeftover(sim: Simulator, error: string): boolean {
  if (!error.includes("9107")) return false;
  const failed = sim
    .exports()
    .filter(({ state, destination: { location } }) => state === "FAILED" && error.includes(location));
  return failed.some(({ destination: { volume, location } }) => sim.removeObject(volume, location));
}
