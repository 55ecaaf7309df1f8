import { isFinal, type Job } from "../platform/jobs";
import { waitAnnouncer } from "../platform/waits";
import { tellEngine } from "./engineLog";

export const inform = (message: string, urn?: string): void =>
  tellEngine({ message, urn, severity: "info", ephemeral: false });
export const warn = (message: string, urn?: string): void =>
  tellEngine({ message, urn, severity: "warning", ephemeral: false });
export const progress = (message: string, urn?: string): void =>
  tellEngine({ message, urn, severity: "info", ephemeral: true });

const said = new Set<string>();

/** Says it once in this process, however many resources it concerns. */
export function informOnce(message: string): void {
  if (said.has(message)) return;
  said.add(message);
  inform(message);
}

/** Tells how a job is doing in its resource's row, on each change. How long and how it ended the engine says itself. */
export function jobProgress(urn: string | undefined): (job: Job) => void {
  let said: string | undefined;
  return ({ id, state }) => {
    if (state === said || isFinal(state)) return;
    said = state;
    progress(`job ${id} is ${state}`, urn);
  };
}

/** Waits that concern the whole account go to the stack's row. */
export const announceWait = waitAnnouncer((line) => progress(line));
