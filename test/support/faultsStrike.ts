import type { FaultOptions, Simulator } from "../../simulator";

const excused = new WeakSet<FaultOptions>();

/** Marks a fault that may never strike, such as one for a request that is only made under load. */
export function mayMiss(fault: FaultOptions): FaultOptions {
  excused.add(fault);
  return fault;
}

/** Fails if an added fault never struck, because the test would pass without it. */
export function expectFaultsStruck(sim: Simulator): void {
  const missed = sim.faults.neverStruck().filter((fault) => !excused.has(fault));
  if (missed.length === 0) return;
  const named = missed.map(
    ({ kind, method = "any method", path = "any path" }) => `${kind} on ${method} ${String(path)}`,
  );
  throw new Error(`faults that never struck: ${named.join("; ")}`);
}
