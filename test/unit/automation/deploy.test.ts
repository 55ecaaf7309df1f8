import type { EngineEvent } from "@pulumi/pulumi/automation";
import { describe, expect, it, vi } from "vitest";
import { interruptingSignal } from "../../../provider/automation/abort";
import { outcome } from "../../../provider/automation/outcome";
import { tellingWatch } from "../../../provider/automation/progress";
import { Redaction } from "../../../provider/automation/redaction";
import { workspaceOf } from "../../../provider/automation/stack";
import type { DeployProgress } from "../../../provider/automation/types";
import { isSingleJob } from "../../../provider/automation/watch";
import { parseState } from "../../../provider/report/state";
import { resource, single, stateOf } from "../../support/sampleState";

const none = new Redaction({}, {});
const TYPE = "pulumi-nodejs:dynamic/cavatica:FileExport";
const urnOf = (name: string) => `urn:pulumi:prod::lab-exports::${TYPE}::${name}`;

type Step = "resourcePreEvent" | "resOutputsEvent" | "resOpFailedEvent";
const inputs = { source: { file: "f1" }, destination: { volume: "lab/archive", location: "a.bam" } };
const step = (kind: Step, name: string, op = "create", type = TYPE) =>
  ({
    [kind]: { metadata: { op, urn: urnOf(name), type, new: { inputs, outputs: {} } } },
  }) as unknown as EngineEvent;
const diagnostic = (message: string, more: object = {}) =>
  ({ diagnosticEvent: { message, severity: "error", urn: urnOf("a"), ...more } }) as unknown as EngineEvent;

function watched(...events: EngineEvent[]) {
  const told: DeployProgress[] = [];
  const watch = tellingWatch(
    "up",
    { stack: "s", onProgress: (progress) => void told.push(progress) },
    none,
    5,
  );
  events.forEach(watch.onEvent);
  return { watch, told };
}

describe("saving the state once", () => {
  it("is set in the engine's environment, in addition to what the caller passes", () => {
    const workspace = { envVars: { SB_AUTH_TOKEN: "t" } };
    expect(workspaceOf({ stack: "s", workspace })).toBe(workspace);
    expect(workspaceOf({ stack: "s", workspace, saveStateOnce: true })).toEqual({
      envVars: { SB_AUTH_TOKEN: "t", PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" },
    });
    expect(workspaceOf({ stack: "s", saveStateOnce: true })?.envVars).toMatchObject({
      PULUMI_EXPERIMENTAL: "true",
    });
  });
});

describe("progress", () => {
  it("counts exports and imports, but not other resources or deletions", () => {
    const { told } = watched(
      step("resourcePreEvent", "a"),
      step("resOutputsEvent", "a"),
      step("resOpFailedEvent", "b"),
      step("resOutputsEvent", "gone", "delete"),
      step("resOutputsEvent", "v", "create", "pulumi-nodejs:dynamic/cavatica:Volume"),
    );
    expect(told).toEqual([
      { phase: "up", total: 5, done: 0, failed: 0, resource: "a", what: "started" },
      { phase: "up", total: 5, done: 1, failed: 0, resource: "a", what: "done" },
      { phase: "up", total: 5, done: 1, failed: 1, resource: "b", what: "failed" },
    ]);
  });

  it("passes on status lines without colours", () => {
    const status = diagnostic("<{%reset%}>RUNNING for 12s<{%reset%}>\n", {
      severity: "info",
      ephemeral: true,
    });
    expect(watched(step("resourcePreEvent", "a"), status).told.at(-1)).toMatchObject({
      what: "status",
      message: "RUNNING for 12s",
    });
  });

  it("isn't interrupted by a callback that throws", () => {
    const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    const onProgress = () => {
      throw new Error("mine");
    };
    const watch = tellingWatch("up", { stack: "s", onProgress }, none);
    watch.onEvent(step("resOutputsEvent", "a"));
    expect(warn).toHaveBeenCalledWith("deploy(): onProgress threw Error: mine");
    expect(watch.done.size).toBe(1);
    warn.mockRestore();
  });

  it("knows which resources each wait for a job", () => {
    const type = (name: string) => ({ type: `pulumi-nodejs:dynamic/cavatica:${name}` });
    expect(["FileExport", "FileImport"].map(type).every(isSingleJob)).toBe(true);
    expect(["BulkFileExport", "BulkFileImport", "Volume"].map(type).some(isSingleJob)).toBe(false);
  });
});

describe("the outcome", () => {
  const outcomeOf = (state: string, ...events: EngineEvent[]) => {
    const { watch } = watched(...events);
    const ended = {
      declared: watch.declared,
      failed: watch.failed,
      errors: (urn: string) => watch.errors(urn),
    };
    return outcome(parseState(state, "state"), ended);
  };

  it("contains what failed and isn't in state, and what was never started", () => {
    const files = outcomeOf(
      stateOf([single("done")]),
      step("resourcePreEvent", "later"),
      step("resOpFailedEvent", "a"),
      diagnostic("no\n  right"),
    );
    expect(files).toMatchObject([
      {
        resource: "a",
        verdict: "failed",
        state: "FAILED",
        error: "no right",
        file: "f1",
        place: "lab/archive/a.bam",
      },
      { resource: "later", verdict: "open", state: "NOT STARTED" },
      { resource: "done", verdict: "done" },
    ]);
  });

  it("names a failed replacement beside the finished export that it should have replaced", () => {
    const files = outcomeOf(stateOf([single("a")]), step("resOpFailedEvent", "a"), diagnostic("refused"));
    expect(files.map(({ verdict }) => verdict)).toEqual(["failed", "done"]);
  });

  it("reads from state alone what was kept unfinished", () => {
    const kept = single("a", { state: "RUNNING", finishedOn: undefined }, { initErrors: ["time is up"] });
    const files = outcomeOf(stateOf([kept]), step("resOpFailedEvent", "a"), diagnostic("time is up"));
    expect(files).toMatchObject([{ verdict: "open", state: "RUNNING", error: "time is up" }]);
    const pending = {
      pending_operations: [{ type: "creating", resource: { ...resource("FileExport", "a", {}), inputs } }],
    };
    expect(outcomeOf(stateOf([], pending), step("resOpFailedEvent", "a"))).toMatchObject([
      { state: "INTERRUPTED", verdict: "open" },
    ]);
  });
});

describe("secrets", () => {
  it("of configuration, environment and state are redacted, longest first", () => {
    const config = { a: { value: "hush", secret: true }, b: { value: "open" } };
    const redaction = new Redaction(config, { SB_AUTH_TOKEN: "hush-token", HOME: "home", MY_SECRET: "" });
    redaction.add(["from-state"]);
    expect(redaction.clean("hush hush-token open home from-state")).toBe(
      "[secret] [secret] open home [secret]",
    );
  });
});

describe("aborting", () => {
  it("interrupts twice, since the first interrupt waits for running jobs", async () => {
    const given = new AbortController();
    let interrupts = 0;
    interruptingSignal(given.signal)!.addEventListener("abort", () => interrupts++);
    given.abort();
    expect(interrupts).toBe(1);
    await expect.poll(() => interrupts, { timeout: 3000 }).toBe(2);
    expect(interruptingSignal(undefined)).toBeUndefined();
  });
});
