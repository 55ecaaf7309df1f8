import { fileExportInputs, normaliseFileExport } from "../../inputs/fileExport";
import { validate } from "../../inputs/validate";
import { type Export, exportKey } from "../../model/export";
import type { ExportJob } from "../../platform/api/exports";
import { session } from "../account/session";
import type { ResourceType } from "../contract/resourceType";
import { informOnce } from "../engine/status";
import { conflictNote } from "../job/conflict";
import { type JobFlow, resumeJob, startJob } from "../job/flow";
import { isAliasId, uriOf } from "../job/outputs";
import { objectionTo } from "./adoptedJob";
import { diffFileExport } from "./diff";
import { readExport } from "./read";
import { exportIn } from "./state";

const EXPORT_FLOW: JobFlow<Export, ExportJob> = {
  jobs: (account) => account.exports,
  request: exportIn,
  what: (request) => `export of file ${request.source.file} to ${exportKey(request)}`,
  completed: async (account, outs) => ({ ...outs, uri: await uriOf(account, exportIn(outs).destination) }),
  note: (account, { destination }, code) => conflictNote(account, destination, code),
  judgeAdopted: objectionTo,
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
