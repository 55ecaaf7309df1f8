// The contents of the CLI's event log: steps, changes, diagnostics.
import { readFile } from "node:fs/promises";

interface Metadata {
  op: string;
  urn: string;
  type: string;
}

interface EngineEvent {
  preludeEvent?: object;
  resourcePreEvent?: { metadata: Metadata };
  resOutputsEvent?: { metadata: Metadata };
  resOpFailedEvent?: { metadata: Metadata };
  diagnosticEvent?: Diagnostic & { ephemeral?: boolean };
}

export interface Diagnostic {
  severity: string;
  message: string;
  urn?: string;
}

export interface Changes {
  create: number;
  update: number;
  same: number;
  replace: number;
  delete: number;
  failed: number;
}

export interface Report {
  /** The program's own resources; the stack and its providers are not counted. */
  changes: Changes;
  /** The last step of each resource, by name. */
  steps: Record<string, string>;
  /** Names of the resources whose step has started, in order; the end of the step is in `steps`. */
  begun: string[];
  diagnostics: Diagnostic[];
  /** Short-lived status lines, as shown in a resource's row. */
  statuses: Diagnostic[];
}

const nameOf = (urn: string) => urn.split("::").slice(3).join("::");
const isOwn = ({ type }: Metadata) => !type.startsWith("pulumi:");

function addStep(report: Report, { op, urn }: Metadata): void {
  report.steps[nameOf(urn)] = op;
  if (op in report.changes) report.changes[op as keyof Changes] += 1;
}

function addDiagnostic(
  report: Report,
  { severity, message, urn, ephemeral }: EngineEvent["diagnosticEvent"] & object,
) {
  if (severity === "debug") return;
  const entry = { severity, message: message.replaceAll(/<\{%.*?%\}>/g, "").trim(), ...(urn ? { urn } : {}) };
  (ephemeral ? report.statuses : report.diagnostics).push(entry);
}

function addEvent(report: Report, event: EngineEvent): void {
  const began = event.resourcePreEvent?.metadata;
  if (began && isOwn(began)) report.begun.push(nameOf(began.urn));
  const ended = event.resOutputsEvent?.metadata;
  if (ended && isOwn(ended)) addStep(report, ended);
  const failed = event.resOpFailedEvent?.metadata;
  if (failed && isOwn(failed)) addStep(report, { ...failed, op: "failed" });
  if (event.diagnosticEvent) addDiagnostic(report, event.diagnosticEvent);
}

const emptyReport = (): Report => ({
  changes: { create: 0, update: 0, same: 0, replace: 0, delete: 0, failed: 0 },
  steps: {},
  begun: [],
  diagnostics: [],
  statuses: [],
});

// While the CLI runs, the last line may be incomplete.
function* parse(text: string): Generator<EngineEvent> {
  for (const line of text
    .slice(0, text.lastIndexOf("\n") + 1)
    .split("\n")
    .filter(Boolean))
    yield JSON.parse(line) as EngineEvent;
}

/** `up` without --skip-preview logs two runs into one file: steps are from the last run, diagnostics from both. */
export async function readReport(file: string): Promise<Report> {
  let report = emptyReport();
  for (const event of parse(await readFile(file, "utf8").catch(() => ""))) {
    if (event.preludeEvent)
      report = { ...emptyReport(), diagnostics: report.diagnostics, statuses: report.statuses };
    addEvent(report, event);
  }
  return report;
}
