import {
  exportLine,
  type ExportItem,
  itemOf,
  type ItemResult,
  resultLine,
  resultOf,
} from "../../inputs/bulkLines";
import type { Bag } from "../../inputs/validate";
import { isPlatformError } from "../../platform/errors";
import { isAliasAt } from "../../platform/files";
import { isFinal, type Job } from "../../platform/jobs";
import { without } from "../bags";
import { session, type Session } from "../session";
import { informOnce, warn } from "../status";
import { urnOf } from "../waiting";
import { failedKeys, summarise } from "./summary";

/** All items as they are now: unfinished jobs' states, and for finished moves whether the file lies where it went. */
export async function readBulkExport(
  id: string,
  olds: Bag,
  isGet: boolean,
): Promise<{ outs: Bag; inputs: Bag } | undefined> {
  if (isGet)
    throw new Error(`${id}: a bulk export can't be looked up; read its jobs one by one with FileExport.get`);
  const account = session();
  const found = await Promise.all((olds["jobs"] as string[]).map((line) => lookAt(account, line, olds)));
  const jobs = found.filter((line) => line !== undefined).sort();
  const inputs = without(olds, "summary", "failed", "jobs");
  const outs = {
    ...inputs,
    jobs,
    summary: summarise(jobs.map((line) => resultOf(line).result)),
    failed: failedKeys(jobs),
  };
  return { outs, inputs: { ...inputs, items: jobs.map((line) => resultOf(line).item) } };
}

/** The item's line as of now; undefined if nothing is left of it, so that the next `up` submits it anew. */
async function lookAt(account: Session, line: string, olds: Bag): Promise<string | undefined> {
  const { item, result } = resultOf(line);
  if (result.state === "FAILED") return line;
  if (isFinal(result.state)) return lookAtFinished(account, item, result, olds);
  const job = result.job ? await orGone(account.exports.get(result.job)) : undefined;
  return job && resultLine(item, { ...result, ...stateOf(job) });
}

const stateOf = ({ state, startedOn, finishedOn, error }: Job): Partial<ItemResult> => ({
  state,
  startedOn,
  finishedOn,
  error: state === "FAILED" ? { ...error } : undefined,
});

async function lookAtFinished(
  account: Session,
  item: string,
  result: ItemResult,
  olds: Bag,
): Promise<string | undefined> {
  const declared = itemOf(item);
  if (olds["copyOnly"] === true)
    return (await account.objects.at(declared)) === "gone" ? undefined : resultLine(item, result);
  const file = await orGone(account.file(declared.file));
  if (!file)
    informOnce(
      "Some exported files were deleted from their projects; the exported objects aren't touched by that.",
    );
  const at = file?.storage?.type === "VOLUME" ? file.storage : undefined;
  if (at?.volume && at.location && !isAliasAt(file!, declared)) {
    return resultLine(exportLine({ ...declared, volume: at.volume, location: at.location }), result);
  }
  if ((await account.objects.at(declared)) === "gone") warnOfLoss(declared, olds);
  return resultLine(item, result);
}

const warnOfLoss = ({ file, volume, location }: ExportItem, olds: Bag): void =>
  warn(
    `the object at ${volume}/${location} is gone from its bucket, and file ${file} is an alias of it: restore it there.`,
    urnOf(olds),
  );

function orGone<T>(look: Promise<T>): Promise<T | undefined> {
  return look.catch((error: unknown) => {
    if (isPlatformError(error) && error.isNotFound) return undefined;
    throw error;
  });
}
