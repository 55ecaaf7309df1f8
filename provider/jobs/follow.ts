import { textOf } from "../platform/errors/errors";
import type { PlatformFile } from "../platform/api/files";
import type { Job } from "../platform/api/jobs";
import type { Endpoints } from "./kinds";
import { StillRunning, type WatchOptions } from "./poller";
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

/** One of these serves all jobs that are followed for one resource. */
export interface FollowOptions<Request, J> extends WatchOptions<J, Request> {
  /** Why a COMPLETED job that this process didn't start isn't what was asked for; undefined if it is. */
  judge?: (job: J, request: Request) => Promise<string | undefined>;
}

/** The one life of a job: started or found, watched to its end, and judged if this process didn't start it. */
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

/** The same from a job that is known already: of an earlier run, which has judged how it came to it. */
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

/** A job may fail because the work was done before it, which is success. */
async function lookWhetherDone<Request extends Endpoints, J extends Job & Endpoints>(
  service: JobService<Request, J>,
  request: Request,
  failed: J,
  options: FollowOptions<Request, J>,
): Promise<Ending<J>> {
  // What can't be looked up doesn't turn the failure into another one.
  const found = await service.findDone(request, failed.error?.code).catch(() => undefined);
  if (!found) return { is: "failed", job: failed };
  return found.how === "adopted" ? judged(request, found.job, options) : { is: "inPlace", file: found.file };
}

/** What can't be judged isn't taken for what was asked for. */
async function judged<Request, J extends Job>(
  request: Request,
  job: J,
  { judge }: FollowOptions<Request, J>,
): Promise<Ending<J>> {
  const reason = await judge?.(job, request).catch(textOf);
  return reason === undefined ? { is: "completed", job, isAdopted: true } : { is: "objection", job, reason };
}
