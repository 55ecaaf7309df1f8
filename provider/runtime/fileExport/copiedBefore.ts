import { type Export, exportIdentity } from "../../model/export";
import type { PropertyMap } from "../../inputs/propertyMap";
import type { ExportJob } from "../../platform/api/exports";
import type { ErrorInfo } from "../../platform/errors/errors";
import type { Session } from "../account/session";
import { LOCATION_TAKEN } from "../job/conflict";
import { objectionTo } from "./adoptedJob";
import { exportIn } from "./state";

/**
 * Exports whose last job failed because there was an object at their destination. It may be their own, copied by a run that
 * state doesn't know of; with a timeout shorter than a job, one that is submitted in vain again would never tell.
 */
const taken = new Set<string>();

/** `diff` sees what the last run left in state, which `create` of a replacement doesn't. */
export function noteTaken(olds: PropertyMap): void {
  const error = olds["error"] as ErrorInfo | undefined;
  if (olds["state"] === "FAILED" && error?.code === LOCATION_TAKEN) taken.add(exportIdentity(exportIn(olds)));
}

/** The finished job of an earlier run that has made the copy which is requested now, if its object is still there. */
export async function copiedBefore(account: Session, asked: Export): Promise<ExportJob | undefined> {
  if (!taken.has(exportIdentity(asked))) return undefined;
  const job = (await account.exports.findEarlier([asked])).get(asked)?.job;
  if (!job || (await objectionTo(account, asked, job)) !== undefined) return undefined;
  const { presence } = await account.anyObjects.at(asked.destination);
  return presence === "there" ? job : undefined;
}
