import { fileExportInputs, normaliseFileExport } from "../inputs/fileExport";
import { validate } from "../inputs/validate";
import type { ExportJob, ExportRequest } from "../platform/exports";
import type { ResourceType } from "./boundary";
import { conflictNote } from "./conflict";
import { diffFileExport } from "./exportDiff";
import { objectionTo } from "./exportObjection";
import { readExport } from "./exportRead";
import { inputsOf, isAliasId, requestOf, uriOf } from "./exportState";
import { exportWhat } from "./exportTexts";
import { type JobFlow, resumeJob, startJob } from "./jobFlow";
import { session } from "./session";
import { informOnce } from "./status";

const EXPORT_FLOW: JobFlow<ExportRequest, ExportJob> = {
  jobs: (account) => account.exports,
  request: requestOf,
  mode: (inputs) => (inputsOf(inputs).copyOnly ? "copy" : "move"),
  what: exportWhat,
  completed: async (account, outs) => ({ ...outs, uri: await uriOf(account, inputsOf(outs).destination) }),
  note: (account, { destination }, code) => conflictNote(account, destination, code),
  async judgeAdopted(account, inputs, job) {
    const text = await objectionTo(account, inputsOf(inputs), job);
    if (text !== undefined) throw new Error(text);
  },
};

/** One export job: started or adopted, watched until COMPLETED. */
export const fileExport: ResourceType = {
  marker: "state",
  check: (news) => ({ inputs: normaliseFileExport(news), failures: validate(fileExportInputs, news) }),
  diff: diffFileExport,
  create: async (inputs) => startJob(EXPORT_FLOW, session(), inputs),
  update(id, olds, news) {
    if (isAliasId(id)) return Promise.resolve({ ...olds, ...news });
    return resumeJob(EXPORT_FLOW, session(), id, olds, news);
  },
  read: readExport,
  delete() {
    informOnce(
      "Destroying an export forgets its job; the exported objects stay on their volumes, and moved files stay aliases.",
    );
    return Promise.resolve();
  },
};
