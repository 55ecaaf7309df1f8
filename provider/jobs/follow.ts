import { textOf } from "../platform/errors/errors";
import type { PlatformFile } from "../platform/api/files";
import type { Job } from "../platform/api/jobs";
import type { Endpoints } from "./kinds";
import { StillRunning, type WatchOptions } from "./poller";
import type { JobService } from "./service";

/** How the life of a job ended, as far as this process saw it. */
export type Ending<J> =
  /** No job was started, or none is known to exist. */
  | { is: "refused"; error: unknown }
  /** The work is done, but its job isn't known. */
  | { is: "inPlace"; file: PlatformFile }
  /** COMPLETED, with the requested effect. */
  | { is: "completed"; job: J; isAdopted: boolean }
  /** FAILED, and no other job has done the work. */
  | { is: "failed"; job: J }
  /** COMPLETED by an earlier run, but not as requested now. */
  | { is: "objection"; job: J; reason: string }
  /** Still running when the wait ended. */
  | { is: "open"; job: J; error: unknown };

/** How watching a known job can end. */
export type Watched<J> = Extract<Ending<J>, { is: "completed" | "failed" | "open" }>;

/** Shared by all jobs that are followed for one resource. */
export interface FollowOptions<Request, J> extends WatchOptions<J, Request> {
  /** Why a COMPLETED job that this process didn't start isn't what was requested; undefined if it is. */
  judge?: (job: J, request: Request) => Promise<string | undefined>;
}

/** The life cycle of every job: started or adopted, watched to its end, and checked if it was adopted. */
export async function follow<Request extends Endpoints, J extends Job & Endpoints>(
  service: JobService<Request, J>,
  request: Request,
  options: FollowOptions<Request, J>,
): Promise<Ending<J>> {
  const submitted = await service.submit(request).catch(refused);
  if ("is" in submitted) return submitted;
  if (submitted.how === "done") return { is: "inPlace", file: submitted.file };
  const ending = await followJob(service, request, submitted.job, options);
  if (ending.is === "failed") return lookWhetherDone(service, request, ending.job, options);
  const isAdopted = submitted.how === "adopted";
  return ending.is === "completed" && isAdopted ? judged(request, ending.job, options) : ending;
}

const refused = (error: unknown): { is: "refused"; error: unknown } => ({ is: "refused", error });

/** The same for an already known job of an earlier run, which has checked it if it was adopted. */
export function followJob<Request extends Endpoints, J extends Job & Endpoints>(
  service: JobService<Request, J>,
  request: Request,
  job: J,
  options: FollowOptions<Request, J>,
): Promise<Watched<J>> {
  options.onLook?.(job, request);
  const open = (error: unknown): Watched<J> => ({
    is: "open",
    job: error instanceof StillRunning ? (error.job as J) : job,
    error,
  });
  return service.wait(job, options, request).then<Watched<J>, Watched<J>>(watched, open);
}

const watched = <J extends Job>(job: J): Watched<J> =>
  job.state === "FAILED" ? { is: "failed", job } : { is: "completed", job, isAdopted: false };

/** A job may fail because the work had already been done, which counts as success. */
async function lookWhetherDone<Request extends Endpoints, J extends Job & Endpoints>(
  service: JobService<Request, J>,
  request: Request,
  failed: J,
  options: FollowOptions<Request, J>,
): Promise<Ending<J>> {
  // A failing look-up must not hide the job's own failure.
  const found = await service.findDone(request, failed.error?.code).catch(() => undefined);
  if (!found) return { is: "failed", job: failed };
  return found.how === "adopted" ? judged(request, found.job, options) : { is: "inPlace", file: found.file };
}

/** If the check itself fails, the job isn't assumed to be what was requested. */
async function judged<Request, J extends Job>(
  request: Request,
  job: J,
  { judge }: FollowOptions<Request, J>,
): Promise<Ending<J>> {
  const reason = await judge?.(job, request).catch(textOf);
  return reason === undefined ? { is: "completed", job, isAdopted: true } : { is: "objection", job, reason };
}
