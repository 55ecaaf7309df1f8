import { textOf } from "../platform/errors/errors";
import type { PlatformFile } from "../platform/api/files";
import type { Job } from "../platform/api/jobs";
import type { Clock } from "../platform/time/clock";
import type { Endpoints } from "./kinds";
import { StillRunning } from "./poller";
import type { JobService } from "./service";

/** How the life of a job ended, as far as this process saw it. */
export type Ending<J> =
  /** No job was started, or none whose existence could be shown. */
  | { is: "refused"; error: unknown }
  /** The work is done, and no job of it is known. */
  | { is: "inPlace"; file: PlatformFile }
  /** COMPLETED, and its effect is the one asked for. */
  | { is: "completed"; job: J; isAdopted: boolean }
  /** FAILED, and nothing else has done the work. */
  | { is: "failed"; job: J }
  /** COMPLETED by an earlier run, but not as it is asked for now. */
  | { is: "objection"; job: J; reason: string }
  /** Not ended when the wait was over. */
  | { is: "open"; job: J; error: unknown };

/** What watching a known job can come to. */
export type Watched<J> = Extract<Ending<J>, { is: "completed" | "failed" | "open" }>;

export interface FollowOptions<J> {
  clock: Clock;
  /** When to stop waiting, in milliseconds since 1970. */
  until: number;
  /** Ends the wait at once, as a cancelled deployment does. */
  signal?: AbortSignal | undefined;
  /** Called with the job once it is known, and whenever it was polled. */
  onLook?: (job: J) => void;
  /** Why a COMPLETED job that this process didn't start isn't what was asked for; undefined if it is. */
  judge?: (job: J) => Promise<string | undefined>;
}

/** The one life of a job: started or found, watched to its end, and judged if this process didn't start it. */
export async function follow<Request extends Endpoints, J extends Job & Endpoints>(
  service: JobService<Request, J>,
  request: Request,
  options: FollowOptions<J>,
): Promise<Ending<J>> {
  let submitted;
  try {
    submitted = await service.submit(request);
  } catch (error) {
    return { is: "refused", error };
  }
  if (submitted.how === "done") return { is: "inPlace", file: submitted.file };
  const ending = await followJob(service, submitted.job, options);
  if (ending.is === "failed") return lookWhetherDone(service, request, ending.job, options);
  const isAdopted = submitted.how === "adopted";
  return ending.is === "completed" && isAdopted ? judged(ending.job, options) : ending;
}

/** The same from a job that is known already: of an earlier run, which has judged how it came to it. */
export async function followJob<Request extends Endpoints, J extends Job & Endpoints>(
  service: JobService<Request, J>,
  job: J,
  { clock, until, signal, onLook = () => undefined }: FollowOptions<J>,
): Promise<Watched<J>> {
  const now = clock.now();
  const since = job.startedOn ? Math.min(Date.parse(job.startedOn), now) : now;
  onLook(job);
  try {
    const ended = await service.wait(job, { since, until, signal, onLook });
    if (ended.state === "FAILED") return { is: "failed", job: ended };
    return { is: "completed", job: ended, isAdopted: false };
  } catch (error) {
    return { is: "open", job: error instanceof StillRunning ? (error.job as J) : job, error };
  }
}

/** A job may fail because the work was done before it, which is success. */
async function lookWhetherDone<Request extends Endpoints, J extends Job & Endpoints>(
  service: JobService<Request, J>,
  request: Request,
  failed: J,
  options: FollowOptions<J>,
): Promise<Ending<J>> {
  // What can't be looked up doesn't turn the failure into another one.
  const found = await service.findDone(request, failed.error?.code).catch(() => undefined);
  if (!found) return { is: "failed", job: failed };
  return found.how === "adopted" ? judged(found.job, options) : { is: "inPlace", file: found.file };
}

/** What can't be judged isn't taken for what was asked for. */
async function judged<J extends Job>(job: J, { judge }: FollowOptions<J>): Promise<Ending<J>> {
  const reason = await judge?.(job).catch(textOf);
  return reason === undefined ? { is: "completed", job, isAdopted: true } : { is: "objection", job, reason };
}
