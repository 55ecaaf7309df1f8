import { fileExportInputs, normaliseFileExport } from "../inputs/fileExport";
import { type Bag, validate } from "../inputs/validate";
import { isPlatformError } from "../platform/errors";
import { StillRunning } from "../jobs/poller";
import type { ExportJob } from "../platform/exports";
import { type ResourceType, Unfinished } from "./boundary";
import { diffFileExport } from "./exportDiff";
import { refuseWrongMode } from "./exportMode";
import { readExport } from "./exportRead";
import { aliasId, inputsOf, isAliasId, jobOuts, requestOf, resultOf, uriOf } from "./exportState";
import { failedJobText, refusedText, unfinishedText } from "./exportTexts";
import { session, type Session } from "./session";
import { informOnce, jobProgress } from "./status";
import { timeoutOf, urnOf } from "./waiting";

/** One export job: started or adopted, watched until COMPLETED. */
export const fileExport: ResourceType = {
  marker: "state",
  check: (news) => ({ inputs: normaliseFileExport(news), failures: validate(fileExportInputs, news) }),
  diff: diffFileExport,
  async create(inputs) {
    const account = session();
    const request = requestOf(inputs);
    const mode = inputsOf(inputs).copyOnly ? "copy" : "move";
    const submitted = await account.exports.submit(request, mode).catch((error: unknown) => {
      throw new Error(refusedText(request, error));
    });
    if (submitted.how === "done") return doneWithoutJob(account, inputs, submitted.file.id);
    const { job } = submitted;
    const until = account.client.clock.now() + timeoutOf(inputs, "create");
    const outs = await complete(account, job, inputs, until, (failed) => {
      // Nothing is to stay in state of a job that never did anything, so that the next `up` submits again.
      throw new Error(failedJobText(request, failed));
    });
    if (submitted.how === "adopted") await refuseWrongMode(account, inputsOf(inputs));
    return { id: job.id, outs };
  },
  async update(id, olds, news) {
    const account = session();
    if (isAliasId(id)) return { ...olds, ...news };
    const until = account.client.clock.now() + timeoutOf(news, "update");
    const job = await account.exports.get(id).catch((error: unknown) => {
      throw new Unfinished(id, { ...olds, ...news }, unfinishedText(requestOf(news), id, error));
    });
    return complete(account, job, news, until, (failed, outs) => {
      throw new Unfinished(id, outs, failedJobText(requestOf(news), failed));
    });
  },
  read: readExport,
  delete() {
    informOnce(
      "Destroying an export forgets its job; the exported objects stay on their volumes, and moved files stay aliases.",
    );
    return Promise.resolve();
  },
};

/** Waits until the job is COMPLETED and gives the outputs; what else can come of it throws. */
async function complete(
  account: Session,
  job: ExportJob,
  inputs: Bag,
  until: number,
  onFailed: (job: ExportJob, outs: Bag) => never,
): Promise<Bag> {
  const last = await waited(account, job, inputs, until);
  const outs = { ...inputs, ...jobOuts(last) };
  if (last.state === "FAILED") onFailed(last, outs);
  return { ...outs, uri: await uriOf(account, inputsOf(inputs).destination) };
}

async function waited(account: Session, job: ExportJob, inputs: Bag, until: number): Promise<ExportJob> {
  const { clock } = account.client;
  const since = job.startedOn ? Math.min(Date.parse(job.startedOn), clock.now()) : clock.now();
  const tell = jobProgress(urnOf(inputs), () => clock.now());
  tell(job.state, clock.now() - since);
  try {
    return await account.exports.wait(job, {
      since,
      until,
      onLook: (seen) => tell(seen.state, clock.now() - since),
    });
  } catch (error) {
    const lastSeen = error instanceof StillRunning ? (error.job as ExportJob) : job;
    throw new Unfinished(
      job.id,
      { ...inputs, ...jobOuts(lastSeen) },
      unfinishedText(requestOf(inputs), job.id, error),
    );
  }
}

async function doneWithoutJob(account: Session, inputs: Bag, fileId: string) {
  const file = await account.file(fileId).catch((error: unknown) => {
    if (isPlatformError(error)) return undefined;
    throw error;
  });
  const outs = { ...inputs, state: "COMPLETED", result: file && resultOf(file) };
  return { id: aliasId(fileId), outs: { ...outs, uri: await uriOf(account, inputsOf(inputs).destination) } };
}
