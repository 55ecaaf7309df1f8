import type { PropertyMap } from "../../inputs/propertyMap";
import { type Ending, follow, followJob, type Watched } from "../../jobs/follow";
import type { Endpoints } from "../../jobs/kinds";
import type { JobService } from "../../jobs/service";
import type { Job } from "../../platform/api/jobs";
import { isPlatformError } from "../../platform/errors/errors";
import type { Work } from "../../platform/errors/remedies";
import type { Session } from "../account/session";
import { type Call, Unfinished } from "../contract/resourceType";
import { jobProgress } from "../engine/status";
import { aliasId, jobOuts, resultOf } from "./outputs";
import { failedJobText, refusedText, unfinishedText } from "./texts";

/** What a single-job resource defines, so that this file can start, watch and resume its job. */
export interface JobFlow<Request extends Endpoints, J extends Job & Endpoints> {
  jobs(account: Session): JobService<Request, J>;
  request(inputs: PropertyMap): Request;
  /** For the advice on errors. */
  work: Work;
  /** For messages, e.g. "export of file … to …". */
  what(request: Request): string;
  /** Adds the outputs that a COMPLETED job doesn't show itself. */
  completed(account: Session, outs: PropertyMap): Promise<PropertyMap>;
  /** What else is known about an error with this code; appended to its message. */
  note?(account: Session, request: Request, code: number | undefined): Promise<string>;
  /** The COMPLETED job that has done the work already, if there is a reason to look for one before submitting. */
  doneBefore?(account: Session, request: Request): Promise<J | undefined>;
  /** Why a COMPLETED job that this process didn't start isn't what was requested; undefined if it is. */
  judgeAdopted?(account: Session, request: Request, job: J): Promise<string | undefined>;
}

interface Started {
  id: string;
  outs: PropertyMap;
}

/** Starts or adopts the job, and waits until it ends; a FAILED one leaves nothing in state. */
export async function startJob<Request extends Endpoints, J extends Job & Endpoints>(
  flow: JobFlow<Request, J>,
  account: Session,
  inputs: PropertyMap,
  call: Call,
): Promise<Started> {
  const request = flow.request(inputs);
  const completed = async (job: J): Promise<Started> => {
    const outs = { ...inputs, ...jobOuts(job) };
    return { id: job.id, outs: await flow.completed(account, outs) };
  };
  const before = await flow.doneBefore?.(account, request);
  if (before) return completed(before);
  const ending = await follow<Request, J>(flow.jobs(account), request, {
    ...waiting(account, call),
    judge: async (job) => flow.judgeAdopted?.(account, request, job),
  });
  const note = await noteOn(flow, account, request, ending);
  const what = flow.what(request);
  switch (ending.is) {
    case "refused":
      throw new Error(refusedText(what, ending.error, note));
    case "failed":
      throw new Error(failedJobText(what, flow.work, ending.job, note));
    case "objection":
      throw new Error(ending.reason);
    case "open":
      throw unfinished(what, inputs, ending);
    case "inPlace": {
      const outs = { ...inputs, state: "COMPLETED", result: resultOf(ending.file) };
      return { id: aliasId(ending.file.id), outs: await flow.completed(account, outs) };
    }
    case "completed":
      return completed(ending.job);
  }
}

/** Resumes waiting for a job that an earlier run left unfinished. */
export async function resumeJob<Request extends Endpoints, J extends Job & Endpoints>(
  flow: JobFlow<Request, J>,
  account: Session,
  id: string,
  olds: PropertyMap,
  news: PropertyMap,
  call: Call,
): Promise<PropertyMap> {
  const what = flow.what(flow.request(news));
  const options = waiting(account, call);
  const job = await flow
    .jobs(account)
    .get(id)
    .catch((error: unknown) => {
      throw new Unfinished(id, { ...olds, ...news }, unfinishedText(what, id, error));
    });
  const last = ended(
    what,
    news,
    await followJob<Request, J>(flow.jobs(account), flow.request(news), job, options),
  );
  if (last.state === "FAILED")
    throw new Unfinished(id, { ...news, ...jobOuts(last) }, failedJobText(what, flow.work, last));
  return flow.completed(account, { ...news, ...jobOuts(last) });
}

/** The job once it has ended; throws Unfinished, with the job in it, if the wait ends first. */
export async function awaitEnd<Request extends Endpoints, J extends Job & Endpoints>(
  flow: JobFlow<Request, J>,
  account: Session,
  job: J,
  inputs: PropertyMap,
  call: Call,
): Promise<J> {
  const request = flow.request(inputs);
  const what = flow.what(request);
  return ended(
    what,
    inputs,
    await followJob<Request, J>(flow.jobs(account), request, job, waiting(account, call)),
  );
}

const waiting = ({ client: { clock } }: Session, { urn, timeout }: Call) => ({
  until: clock.now() + timeout,
  onLook: jobProgress(urn),
});

function ended<J extends Job>(what: string, inputs: PropertyMap, ending: Watched<J>): J {
  if (ending.is === "open") throw unfinished(what, inputs, ending);
  return ending.job;
}

const unfinished = (what: string, inputs: PropertyMap, { job, error }: { job: Job; error: unknown }) =>
  new Unfinished(job.id, { ...inputs, ...jobOuts(job) }, unfinishedText(what, job.id, error));

async function noteOn<Request extends Endpoints, J extends Job & Endpoints>(
  flow: JobFlow<Request, J>,
  account: Session,
  request: Request,
  ending: Ending<J>,
): Promise<string | undefined> {
  if (ending.is === "failed") return flow.note?.(account, request, ending.job.error?.code);
  if (ending.is !== "refused") return undefined;
  return flow.note?.(account, request, isPlatformError(ending.error) ? ending.error.code : undefined);
}
