import type { Endpoints, Mode } from "../../jobs/kinds";
import { StillRunning } from "../../jobs/poller";
import type { Found } from "../../jobs/adoption";
import type { JobService } from "../../jobs/service";
import type { PropertyMap } from "../../inputs/propertyMap";
import { isPlatformError } from "../../platform/errors/errors";
import type { Job } from "../../platform/api/jobs";
import { type Call, Unfinished } from "../contract/resourceType";
import { aliasId, jobOuts, resultOf } from "../fileExport/state";
import { failedJobText, refusedText, unfinishedText } from "./texts";
import type { Session } from "../account/session";
import { jobProgress } from "../engine/status";

/** What a resource that stands for one job tells, so that starting it, waiting and going on are done for it here. */
export interface JobFlow<Request extends Endpoints, J extends Job & Endpoints> {
  jobs(account: Session): JobService<Request, J>;
  request(inputs: PropertyMap): Request;
  mode(inputs: PropertyMap): Mode;
  /** For texts, e.g. "export of file … to …". */
  what(request: Request): string;
  /** The outputs of a COMPLETED job, with those that it doesn't tell by itself. */
  completed(account: Session, outs: PropertyMap): Promise<PropertyMap>;
  /** For the end of an error with this code: what else is known about it. */
  note?(account: Session, request: Request, code: number | undefined): Promise<string>;
  /** Throws if a COMPLETED job that this process didn't start had another effect than the one asked for. */
  judgeAdopted?(account: Session, inputs: PropertyMap, job: J): Promise<void>;
}

interface Started {
  id: string;
  outs: PropertyMap;
}

/** Starts the job or finds it, and waits for its end; a FAILED one leaves nothing in state. */
export async function startJob<Request extends Endpoints, J extends Job & Endpoints>(
  flow: JobFlow<Request, J>,
  account: Session,
  inputs: PropertyMap,
  call: Call,
): Promise<Started> {
  const request = flow.request(inputs);
  const submitted = await flow
    .jobs(account)
    .submit(request, flow.mode(inputs))
    .catch(async (error: unknown) => {
      const code = isPlatformError(error) ? error.code : undefined;
      const note = await flow.note?.(account, request, code);
      throw new Error(refusedText(flow.what(request), error, note));
    });
  if (submitted.how === "done") return doneBefore(flow, account, inputs, submitted);
  const last = await awaitEnd(flow, account, submitted.job, inputs, call);
  if (last.state === "FAILED") return failed(flow, account, inputs, last);
  if (submitted.how === "adopted") await flow.judgeAdopted?.(account, inputs, last);
  return finished(flow, account, inputs, last);
}

/** Goes on waiting for a job that an earlier run left unfinished. */
export async function resumeJob<Request extends Endpoints, J extends Job & Endpoints>(
  flow: JobFlow<Request, J>,
  account: Session,
  id: string,
  olds: PropertyMap,
  news: PropertyMap,
  call: Call,
): Promise<PropertyMap> {
  const what = flow.what(flow.request(news));
  const deadline = account.client.clock.now() + call.timeout;
  const job = await flow
    .jobs(account)
    .get(id)
    .catch((error: unknown) => {
      throw new Unfinished(id, { ...olds, ...news }, unfinishedText(what, id, error));
    });
  const left = deadline - account.client.clock.now();
  const last = await awaitEnd(flow, account, job, news, { ...call, timeout: left });
  if (last.state === "FAILED")
    throw new Unfinished(id, { ...news, ...jobOuts(last) }, failedJobText(what, last));
  return (await finished(flow, account, news, last)).outs;
}

/**
 * A job may fail because the work was done before it, which is success. Else nothing is to stay in state, since the job
 * never did anything, and the next `up` submits again.
 */
async function failed<Request extends Endpoints, J extends Job & Endpoints>(
  flow: JobFlow<Request, J>,
  account: Session,
  inputs: PropertyMap,
  job: J,
): Promise<Started> {
  const request = flow.request(inputs);
  const found = await flow.jobs(account).findDone(request, flow.mode(inputs), job.error?.code);
  if (!found) {
    const note = await flow.note?.(account, request, job.error?.code);
    throw new Error(failedJobText(flow.what(request), job, note));
  }
  return doneBefore(flow, account, inputs, found);
}

async function doneBefore<Request extends Endpoints, J extends Job & Endpoints>(
  flow: JobFlow<Request, J>,
  account: Session,
  inputs: PropertyMap,
  found: Found<J>,
): Promise<Started> {
  if (found.how === "adopted") {
    await flow.judgeAdopted?.(account, inputs, found.job);
    return finished(flow, account, inputs, found.job);
  }
  const outs = { ...inputs, state: "COMPLETED", result: resultOf(found.file) };
  return { id: aliasId(found.file.id), outs: await flow.completed(account, outs) };
}

async function finished<Request extends Endpoints, J extends Job & Endpoints>(
  flow: JobFlow<Request, J>,
  account: Session,
  inputs: PropertyMap,
  job: J,
): Promise<Started> {
  return { id: job.id, outs: await flow.completed(account, { ...inputs, ...jobOuts(job) }) };
}

/** The job once it has ended; Unfinished, with the job in it, when the wait ends before. */
export async function awaitEnd<Request extends Endpoints, J extends Job & Endpoints>(
  flow: JobFlow<Request, J>,
  account: Session,
  job: J,
  inputs: PropertyMap,
  { urn, timeout }: Call,
): Promise<J> {
  const { clock } = account.client;
  const until = clock.now() + timeout;
  const since = job.startedOn ? Math.min(Date.parse(job.startedOn), clock.now()) : clock.now();
  const onLook = jobProgress(urn);
  onLook(job);
  try {
    return await flow.jobs(account).wait(job, { since, until, onLook });
  } catch (error) {
    const lastSeen = error instanceof StillRunning ? error.job : job;
    const what = flow.what(flow.request(inputs));
    throw new Unfinished(job.id, { ...inputs, ...jobOuts(lastSeen) }, unfinishedText(what, job.id, error));
  }
}
