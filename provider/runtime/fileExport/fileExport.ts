import { fileExportInputs, normaliseFileExport } from "../../inputs/fileExport";
import { validate } from "../../inputs/validate";
import type { ExportJob, ExportRequest } from "../../platform/api/exports";
import type { ResourceType } from "../contract/resourceType";
import { conflictNote } from "../job/conflict";
import { diffFileExport } from "./diff";
import { objectionTo } from "./adoptedJob";
import { readExport } from "./read";
import { inputsOf, isAliasId, requestOf, uriOf } from "./state";
import { exportWhat } from "./texts";
import { type JobFlow, resumeJob, startJob } from "../job/flow";
import { session } from "../account/session";
import { informOnce } from "../engine/status";

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
  create: async (inputs, call) => startJob(EXPORT_FLOW, session(), inputs, call),
  update(id, olds, news, call) {
    if (isAliasId(id)) return Promise.resolve({ ...olds, ...news });
    return resumeJob(EXPORT_FLOW, session(), id, olds, news, call);
  },
  read: readExport,
  delete() {
    informOnce(
      "Destroying an export forgets its job; the exported objects stay on their volumes, and moved files stay aliases.",
    );
    return Promise.resolve();
  },
};
