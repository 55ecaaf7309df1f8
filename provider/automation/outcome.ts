import { declaredRows } from "../report/readers";
import { reportOf } from "../report/report";
import { inOrder, type Row, verdictOf } from "../report/row";
import type { StackState, StateResource } from "../report/state";
import type { FileResult } from "./types";

const NOT_STARTED = {
  state: "NOT STARTED",
  remedy: "The next `pulumi up` or deploy() starts it.",
};

export interface Ended {
  /** What the program declares, by URN. */
  declared: ReadonlyMap<string, StateResource>;
  /** URNs of resources that failed in this run. */
  failed: ReadonlySet<string>;
  errors: (urn: string) => string[];
}

/**
 * A result for every declared file: from the state or, for what isn't in state, from the engine's messages. A single export
 * whose job failed leaves nothing in state.
 */
export function outcome(state: StackState, ended: Ended): FileResult[] {
  const rows = [...reportOf(state).rows, ...missing(state, ended)];
  return inOrder(rows).map((row) => ({ ...row, verdict: verdictOf(row) }));
}

function missing(state: StackState, { declared, failed, errors }: Ended): Row[] {
  const known = new Map([...state.resources, ...state.interrupted].map((each) => [each.urn, each]));
  return [...declared].flatMap(([urn, resource]) => {
    const inState = known.get(urn);
    // A resource that is kept in state unfinished records its failure itself.
    if (inState && (!failed.has(urn) || inState.initErrors.length > 0 || state.interrupted.includes(inState)))
      return [];
    if (!failed.has(urn)) return declaredRows(resource, NOT_STARTED);
    return declaredRows(resource, { state: "FAILED", error: errors(urn).join(" ").replace(/\s+/g, " ") });
  });
}
