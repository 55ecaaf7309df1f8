import { fileExportInputs, normaliseFileExport } from "../inputs/fileExport";
import { type Bag, validate } from "../inputs/validate";
import { isPlatformError } from "../platform/errors";
import type { Mode } from "../jobs/kinds";
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
    const last = await waited(account, job, inputs, until);
    if (last.state === "FAILED") return doneBefore(account, inputs, mode, last);
    if (submitted.how === "adopted") await refuseWrongMode(account, inputsOf(inputs));
    return { id: job.id, outs: await finished(account, last, inputs) };
  },
  async update(id, olds, news) {
    const account = session();
    if (isAliasId(id)) return { ...olds, ...news };
    const until = account.client.clock.now() + timeoutOf(news, "update");
    const job = await account.exports.get(id).catch((error: unknown) => {
      throw new Unfinished(id, { ...olds, ...news }, unfinishedText(requestOf(news), id, error));
    });
    const last = await waited(account, job, news, until);
    if (last.state === "FAILED")
      throw new Unfinished(id, { ...news, ...jobOuts(last) }, failedJobText(requestOf(news), last));
    return finished(account, last, news);
  },
  read: readExport,
  delete() {
    informOnce(
      "Destroying an export forgets its job; the exported objects stay on their volumes, and moved files stay aliases.",
    );
    return Promise.resolve();
  },
};

const finished = async (account: Session, job: ExportJob, inputs: Bag): Promise<Bag> => ({
  ...inputs,
  ...jobOuts(job),
  uri: await uriOf(account, inputsOf(inputs).destination),
});

/**
 * A job may fail because the work was done before it, which is success. Else nothing is to stay in state, since the job
 * never did anything, and the next `up` submits again.
 */
async function doneBefore(account: Session, inputs: Bag, mode: Mode, failed: ExportJob) {
  const request = requestOf(inputs);
  const found = await account.exports.findDone(request, mode, failed.error?.code);
  if (!found) throw new Error(failedJobText(request, failed));
  if (found.how === "done") return doneWithoutJob(account, inputs, found.file.id);
  return { id: found.job.id, outs: await finished(account, found.job, inputs) };
}

/** Waits until the job has ended; a wait that ends before it leaves an unfinished resource. */
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
