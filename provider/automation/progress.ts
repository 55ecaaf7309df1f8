import { nameOf } from "../report/urn";
import type { DeployOptions, DeployProgress } from "./types";
import { type Happening, Watch } from "./watch";
import type { Redaction } from "./redaction";

/** A watch that reports to the caller. `planned`: the number of resources, if known. */
export function tellingWatch(
  phase: DeployProgress["phase"],
  { onProgress }: DeployOptions,
  redaction: Redaction,
  planned = 0,
): Watch {
  const watch: Watch = new Watch((happening) => {
    if (!onProgress) return;
    try {
      onProgress(progressOf(happening));
    } catch (error) {
      process.emitWarning(`deploy(): onProgress threw ${String(error)}`);
    }
  });
  const progressOf = ({ resource, what, message }: Happening): DeployProgress => ({
    phase,
    total: Math.max(planned, watch.declared.size),
    done: watch.done.size,
    failed: watch.failed.size,
    resource: nameOf(resource.urn),
    what,
    ...(message !== undefined && { message: redaction.clean(message) }),
  });
  return watch;
}
