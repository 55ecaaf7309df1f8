import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";
import type { StateResource } from "../report/state";
import { isOwnType } from "../report/urn";

const hasJobs = (type: string): boolean => isOwnType(type) && /:(Bulk)?File(Export|Import)$/.test(type);

/** Whether the resource waits for a single job, so that it occupies one of the engine's parallel operations meanwhile. */
export const isSingleJob = ({ type }: { type: string }): boolean => hasJobs(type) && !/:Bulk/.test(type);

/** An event of a resource. */
export interface Happening {
  resource: StateResource;
  what: "started" | "done" | "failed" | "status";
  message?: string | undefined;
}

/** Collects the engine's events about exports and imports. */
export class Watch {
  /** What the program declares, by URN. */
  readonly declared = new Map<string, StateResource>();
  readonly failed = new Set<string>();
  readonly done = new Set<string>();
  private readonly messages: { urn: string | undefined; text: string }[] = [];

  constructor(private readonly tell: (happening: Happening) => void) {}

  /** To be passed to the Automation API. */
  readonly onEvent = (event: EngineEvent): void => {
    this.step("started", event.resourcePreEvent?.metadata);
    this.step("done", event.resOutputsEvent?.metadata);
    this.step("failed", event.resOpFailedEvent?.metadata);
    if (event.diagnosticEvent) this.diagnostic(event.diagnosticEvent);
  };

  /** Error messages of one resource, or of all. */
  errors(urn?: string): string[] {
    const wanted = this.messages.filter((message) => urn === undefined || message.urn === urn);
    return [...new Set(wanted.map(({ text }) => text))];
  }

  private step(what: "started" | "done" | "failed", metadata: StepEventMetadata | undefined): void {
    if (!metadata || !hasJobs(metadata.type) || REMOVALS.has(metadata.op)) return;
    const resource = toResource(metadata);
    this.declared.set(metadata.urn, resource);
    if (what !== "started") this[what].add(metadata.urn);
    this.tell({ resource, what });
  }

  private diagnostic({
    severity,
    message,
    urn,
    ephemeral,
  }: NonNullable<EngineEvent["diagnosticEvent"]>): void {
    const text = plain(message);
    if (severity === "error") this.messages.push({ urn: urn || undefined, text });
    const resource = urn ? this.declared.get(urn) : undefined;
    if (ephemeral && resource) this.tell({ resource, what: "status", message: text });
  }
}

const REMOVALS: ReadonlySet<string> = new Set(["delete", "delete-replaced", "discard", "discard-replaced"]);

const toResource = ({ urn, type, new: state }: StepEventMetadata): StateResource => ({
  urn,
  type,
  id: state?.id || undefined,
  inputs: state?.inputs ?? {},
  outputs: state?.outputs ?? {},
  initErrors: state?.initErrors ?? [],
});

/** Removes colour markers. */
const plain = (message: string): string => message.replaceAll(/<\{%.*?%\}>/g, "").trim();
