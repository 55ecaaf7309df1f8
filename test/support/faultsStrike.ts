import type { FaultOptions, Simulator } from "../../simulator";

const excused = new WeakSet<FaultOptions>();

/** Marks a fault that need not strike, such as one of a request that is only made under load. */
export function mayMiss(fault: FaultOptions): FaultOptions {
  excused.add(fault);
  return fault;
}

/** Fails if a fault was added and never struck: what the test shows, it would show without it. */
export function expectFaultsStruck(sim: Simulator): void {
  const missed = sim.faults.neverStruck().filter((fault) => !excused.has(fault));
  if (missed.length === 0) return;
  const named = missed.map(
    ({ kind, method = "any method", path = "any path" }) => `${kind} on ${method} ${String(path)}`,
  );
  throw new Error(`faults that never struck: ${named.join("; ")}`);
}
