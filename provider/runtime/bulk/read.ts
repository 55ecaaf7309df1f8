import { type ItemResult, parseResult, resultLine } from "../../model/result";
import { type PropertyMap, without } from "../../inputs/propertyMap";
import type { Call } from "../contract/resourceType";
import type { Endpoints } from "../../jobs/kinds";
import type { JobService } from "../../jobs/service";
import type { Work } from "../../platform/errors/remedies";
import { isFinal, type Job } from "../../platform/api/jobs";
import { session, type Session } from "../account/session";
import { orGone } from "../account/orGone";
import type { Entry } from "./plan";
import { type Keeps, linesOf, resultOfJob } from "./results";
import { warn } from "../engine/status";
import { failedKeys, summarise, unfinishedReason } from "./summary";

/** A done item's current line; undefined if its result is gone, so that the next `up` submits it again. */
export type LookAtFinished<Item> = (
  account: Session,
  entry: Entry<Item>,
  result: ItemResult,
  olds: PropertyMap,
  call: Call,
) => Promise<string | undefined>;

export interface Readers<Item extends Endpoints, J extends Job & Endpoints> {
  kind: (account: Session) => Keeps & { service: JobService<Item, J> };
  parse: (line: string) => Item;
  lookAt: LookAtFinished<Item>;
  key: (item: Item) => string;
  work: Work;
}

/** The current state of all items: the states of unfinished jobs, and what a refresh checks of done items. */
export async function readItems<Item extends Endpoints, J extends Job & Endpoints>(
  id: string,
  olds: PropertyMap,
  isGet: boolean,
  call: Call,
  { kind, parse, lookAt, key, work }: Readers<Item, J>,
): Promise<{ outs: PropertyMap; inputs: PropertyMap }> {
  if (isGet) throw new Error(`${id}: a bulk resource can't be looked up; look up its jobs one by one`);
  const account = session();
  const { service, ...keeps } = kind(account);
  const look = async (line: string): Promise<string | undefined> => {
    const { item, result } = parseResult(line);
    if (result.state === "COMPLETED")
      return lookAt(account, { line: item, item: parse(item) }, result, olds, call);
    if (isFinal(result.state) || !result.job) return line;
    const job = await orGone(service.get(result.job));
    return job && resultLine(item, { ...result, ...resultOfJob(job, keeps) });
  };
  const found = await Promise.all(linesOf(olds).map(look));
  const jobs = found.filter((line) => line !== undefined).sort();
  const keyOfLine = (line: string) => key(parse(line));
  const failed = failedKeys(jobs, keyOfLine);
  const known = new Set(failedKeys(linesOf(olds), keyOfLine));
  // Before the next `up` submits them again.
  if (failed.some((one) => !known.has(one))) warn(unfinishedReason(work, jobs)!, call.urn);
  const inputs = without(olds, "summary", "failed", "jobs");
  const summary = summarise(jobs.map((line) => parseResult(line).result));
  return {
    outs: { ...inputs, jobs, summary, failed },
    inputs: { ...inputs, items: jobs.map((line) => parseResult(line).item) },
  };
}
