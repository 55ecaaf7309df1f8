import type { Endpoints, Mode } from "../../jobs/kinds";
import { StillRunning } from "../../jobs/poller";
import type { Found } from "../../jobs/adoption";
import type { JobService } from "../../jobs/service";
import type { Bag } from "../../inputs/validate";
import { isPlatformError } from "../../platform/errors/errors";
import type { Job } from "../../platform/api/jobs";
import { Unfinished } from "../boundary";
import { aliasId, jobOuts, resultOf } from "../fileExport/state";
import { failedJobText, refusedText, unfinishedText } from "./texts";
import type { Session } from "../account/session";
import { jobProgress } from "../engine/status";
import { timeoutOf, urnOf } from "../engine/hiddenInputs";

/** What a resource that stands for one job tells, so that starting it, waiting and going on are done for it here. */
export interface JobFlow<Request extends Endpoints, J extends Job & Endpoints> {
  jobs(account: Session): JobService<Request, J>;
  request(inputs: Bag): Request;
  mode(inputs: Bag): Mode;
  /** For texts, e.g. "export of file … to …". */
  what(request: Request): string;
  /** The outputs of a COMPLETED job, with those that it doesn't tell by itself. */
  completed(account: Session, outs: Bag): Promise<Bag>;
  /** For the end of an error with this code: what else is known about it. */
  note?(account: Session, request: Request, code: number | undefined): Promise<string>;
  /** Throws if a COMPLETED job that this process didn't start had another effect than the one asked for. */
  judgeAdopted?(account: Session, inputs: Bag, job: J): Promise<void>;
}

interface Started {
  id: string;
  outs: Bag;
}

/** Starts the job or finds it, and waits for its end; a FAILED one leaves nothing in state. */
export async function startJob<Request extends Endpoints, J extends Job & Endpoints>(
  flow: JobFlow<Request, J>,
  account: Session,
  inputs: Bag,
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
  const until = account.client.clock.now() + timeoutOf(inputs, "create");
  const last = await waited(flow, account, submitted.job, inputs, until);
  if (last.state === "FAILED") return failed(flow, account, inputs, last);
  if (submitted.how === "adopted") await flow.judgeAdopted?.(account, inputs, last);
  return finished(flow, account, inputs, last);
}

/** Goes on waiting for a job that an earlier run left unfinished. */
export async function resumeJob<Request extends Endpoints, J extends Job & Endpoints>(
  flow: JobFlow<Request, J>,
  account: Session,
  id: string,
  olds: Bag,
  news: Bag,
): Promise<Bag> {
  const what = flow.what(flow.request(news));
  const until = account.client.clock.now() + timeoutOf(news, "update");
  const job = await flow
    .jobs(account)
    .get(id)
    .catch((error: unknown) => {
      throw new Unfinished(id, { ...olds, ...news }, unfinishedText(what, id, error));
    });
  const last = await waited(flow, account, job, news, until);
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
  inputs: Bag,
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
  inputs: Bag,
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
  inputs: Bag,
  job: J,
): Promise<Started> {
  return { id: job.id, outs: await flow.completed(account, { ...inputs, ...jobOuts(job) }) };
}

/** The job once it has ended; Unfinished, with the job in it, when the wait ends before. */
export async function waited<Request extends Endpoints, J extends Job & Endpoints>(
  flow: JobFlow<Request, J>,
  account: Session,
  job: J,
  inputs: Bag,
  until: number,
): Promise<J> {
  const { clock } = account.client;
  const since = job.startedOn ? Math.min(Date.parse(job.startedOn), clock.now()) : clock.now();
  const onLook = jobProgress(urnOf(inputs));
  onLook(job);
  try {
    return await flow.jobs(account).wait(job, { since, until, onLook });
  } catch (error) {
    const lastSeen = error instanceof StillRunning ? error.job : job;
    const what = flow.what(flow.request(inputs));
    throw new Unfinished(job.id, { ...inputs, ...jobOuts(lastSeen) }, unfinishedText(what, job.id, error));
  }
}
