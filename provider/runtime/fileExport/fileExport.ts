import { fileExportInputs, normaliseFileExport } from "../../inputs/fileExport";
import type { PropertyMap } from "../../inputs/propertyMap";
import { validate } from "../../inputs/validate";
import type { Export } from "../../model/export";
import { isVerified, type Verification } from "../../model/result";
import type { ExportJob } from "../../platform/api/exports";
import { session, type Session } from "../account/session";
import { type ResourceType, Unfinished } from "../contract/resourceType";
import { informOnce } from "../engine/status";
import { conflictNote } from "../job/conflict";
import { type JobFlow, resumeJob, startJob } from "../job/flow";
import { isAliasId, uriOf } from "../job/outputs";
import { objectionTo } from "./adoptedJob";
import { copiedBefore, noteTaken } from "./copiedBefore";
import { diffFileExport } from "./diff";
import { readExport } from "./read";
import { exportIn, exportWhat } from "./state";
import { sizeOf, verifyExport } from "./verify";

const EXPORT_FLOW: JobFlow<Export, ExportJob> = {
  jobs: (account) => account.exports,
  request: exportIn,
  work: "export",
  what: exportWhat,
  completed: async (account, outs) => {
    const asked = exportIn(outs);
    const known = outs["size"] as number | undefined;
    const size = known === undefined ? sizeOf(account, asked) : Promise.resolve(known);
    const [uri, bytes] = await Promise.all([uriOf(account, asked.destination), size]);
    return { ...outs, uri, size: bytes };
  },
  note: (account, { destination }, code) => conflictNote(account, destination, code),
  judgeAdopted: objectionTo,
  doneBefore: copiedBefore,
};

/** The outputs with the result of verification, if requested; after a difference the job stays in state. */
async function verified(account: Session, id: string, outs: PropertyMap): Promise<PropertyMap> {
  const { verified: before, ...rest } = outs;
  if (outs["verify"] !== true) return rest;
  if (isVerified(before as Verification | undefined)) return outs;
  const found = await verifyExport(account, exportIn(outs), outs["size"] as number | undefined);
  if (isVerified(found)) return { ...rest, verified: found };
  throw new Unfinished(id, rest, `verification: ${found.mismatch}`);
}

/** One export job: started or adopted, watched until COMPLETED. */
export const fileExport: ResourceType = {
  marker: "state",
  check: (news) => ({ inputs: normaliseFileExport(news), failures: validate(fileExportInputs, news) }),
  diff(id, olds, news) {
    noteTaken(olds);
    return diffFileExport(id, olds, news);
  },
  async create(inputs, call) {
    const { id, outs } = await startJob(EXPORT_FLOW, session(), inputs, call);
    return { id, outs: await verified(session(), id, outs) };
  },
  async update(id, olds, news, call) {
    const account = session();
    const isDone = isAliasId(id) || olds["state"] === "COMPLETED";
    const outs = isDone ? { ...olds, ...news } : await resumeJob(EXPORT_FLOW, account, id, olds, news, call);
    return verified(account, id, { ...outs, verify: news["verify"] });
  },
  read: readExport,
  delete() {
    informOnce(
      "Destroying an export forgets its job; the exported objects stay on their volumes, and moved files stay aliases.",
    );
    return Promise.resolve();
  },
};
