import type { Bag } from "../inputs/validate";
import { isPlatformError, type PlatformError } from "../platform/errors";
import type { ExportJob } from "../platform/exports";
import { isAliasAt, type PlatformFile } from "../platform/files";
import { aliasId, echoed, inputsOf, isAliasId, jobOuts, resultOf, uriOf } from "./exportState";
import { session, type Session } from "./session";
import { warn } from "./status";
import { urnOf } from "./waiting";

/** The job as it is now, and whether the file still lies where it was exported to. Undefined: the job is gone. */
export async function readExport(
  id: string,
  olds: Bag,
  isGet: boolean,
): Promise<{ outs: Bag; inputs: Bag } | undefined> {
  const account = session();
  const job = isAliasId(id) ? undefined : await orGone(account.exports.get(id));
  if (!job && !isAliasId(id)) return undefined;
  if (isGet || !job) return job ? existing(account, job) : readAlias(account, id, olds);
  const outs = { ...olds, ...present(jobOuts(job)) };
  return withDrift(account, { ...outs, error: job.state === "FAILED" ? outs["error"] : undefined });
}

/** `FileExport.get`: all there is to know comes from the job; whether it moved or copied, from the file. */
async function existing(account: Session, job: ExportJob) {
  const file = await orGone(account.file(job.source.file));
  const inputs = {
    source: job.source,
    destination: job.destination,
    overwrite: job.overwrite ?? false,
    copyOnly: job.state === "COMPLETED" && file !== undefined && !isAliasAt(file, job.destination),
  };
  return { inputs, outs: { ...inputs, ...jobOuts(job), uri: await uriOf(account, job.destination) } };
}

async function readAlias(account: Session, id: string, olds: Bag) {
  const file = await orGone(account.file(id.slice(aliasId("").length)));
  if (file) return withDrift(account, { ...olds, result: resultOf(file) }, file);
  warn(
    `file ${id.slice(aliasId("").length)} is no longer on the platform; the exported object isn't touched by that.`,
    urnOf(olds),
  );
  return { outs: olds, inputs: echoed(olds) };
}

/** A finished move leaves an alias at the place; an alias elsewhere is drift, and shows in `destination`. */
async function withDrift(account: Session, outs: Bag, known?: PlatformFile) {
  const { source, destination, copyOnly } = inputsOf(outs);
  if (outs["state"] !== "COMPLETED" || copyOnly) return { outs, inputs: echoed(outs) };
  const file = known ?? (await orGone(account.file(source.file)));
  const at = file?.storage?.type === "VOLUME" ? file.storage : undefined;
  if (!file)
    warn(
      `file ${source.file} was deleted from its project; the exported object isn't touched by that.`,
      urnOf(outs),
    );
  if (!at?.volume || !at.location || isAliasAt(file!, destination)) return { outs, inputs: echoed(outs) };
  const moved = { ...outs, destination: { volume: at.volume, location: at.location } };
  return { outs: moved, inputs: echoed(moved) };
}

/** The platform's word that it isn't there; every other error, a lost connection or a missing right, is an error. */
function orGone<T>(look: Promise<T>): Promise<T | undefined> {
  return look.catch((error: unknown) => {
    if (isPlatformError(error) && isDefinitelyGone(error)) return undefined;
    throw error;
  });
}

const GONE_CODES: readonly (number | undefined)[] = [9008, 9009, 5002];
const isDefinitelyGone = (error: PlatformError): boolean =>
  error.isNotFound && (error.code === undefined || GONE_CODES.includes(error.code));

const present = (bag: Bag): Bag =>
  Object.fromEntries(Object.entries(bag).filter(([, value]) => value !== undefined));
