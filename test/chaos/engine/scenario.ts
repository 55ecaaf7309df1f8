// Lives that the real engine can be taken through in seconds: fewer resources and rounds than at process level.
import fc from "fast-check";
import type { FaultOptions, Switches } from "../../../simulator";
import type { Adapter } from "../process/host";
import type { Change, Decl } from "../scenario/declarations";
import { fault, switches } from "../scenario/faults";
import { change } from "../scenario/scenario";

/** How a deployment ends early. */
export type Ending = "killCli" | "killProvider" | "interrupt" | "interruptTwice";

export interface EngineRound {
  changes: Change[];
  faults: FaultOptions[];
  ending: { is: Ending; afterRequests: number } | undefined;
}

export interface EngineScenario {
  adapter: Adapter;
  switches: Partial<Switches>;
  jobSeconds: number;
  pendingSeconds: number;
  rounds: EngineRound[];
  chance: number;
}

/** Slow answers would be waited for in real time. */
const isQuick = ({ kind }: FaultOptions): boolean => kind !== "slow" && kind !== "huge";

/**
 * Without permission to overwrite and without timeouts of its own, so that each file has exactly one job. Selections are
 * looked up by programs at process level.
 */
function plain({ slot, decl }: Change): Change {
  if (decl?.is === "export" || decl?.is === "bulk")
    return { slot, decl: { ...decl, overwrite: false, minutes: 0 } };
  return { slot, decl };
}

const isDeclarable = ({ decl }: { decl: Decl | undefined }): boolean => decl?.is !== "selection";

const round: fc.Arbitrary<EngineRound> = fc.record({
  changes: fc.array(change.filter(isDeclarable).map(plain), { minLength: 2, maxLength: 7, size: "max" }),
  faults: fc.array(fault.filter(isQuick), { maxLength: 3 }),
  ending: fc.option(
    fc.record({
      is: fc.constantFrom<Ending>("killCli", "killProvider", "interrupt", "interruptTwice"),
      afterRequests: fc.integer({ min: 1, max: 20 }),
    }),
    { freq: 2, nil: undefined },
  ),
});

export const engineScenario: fc.Arbitrary<EngineScenario> = fc.record({
  adapter: fc.constantFrom<Adapter>("dynamic", "native"),
  switches,
  jobSeconds: fc.constantFrom(2, 20),
  pendingSeconds: fc.constantFrom(0, 0, 5),
  rounds: fc.array(round, { minLength: 1, maxLength: 2, size: "max" }),
  chance: fc.nat({ max: 1_000_000 }),
});
