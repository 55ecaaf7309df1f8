import { z } from "zod";
import { type BulkAnswer, bulkGet, type BulkItem, bulkItems, bulkSchema } from "./bulk";
import type { Client } from "../http/client";
import { segment } from "../http/path";
import { type ErrorInfo, errorInfoSchema } from "../errors/errors";
import { fileSchema, type PlatformFile } from "./files";
import { isStub, jobOrStub, wholeItems, wholeJobs } from "./jobStubs";
import { listAll } from "../http/paging";
import type { Purpose } from "../rate/rateWindow";
import { filledText, maybe, maybeFlag, maybeText } from "../http/lenient";

/** PENDING (queued), RUNNING, and the final states COMPLETED and FAILED. An unknown state counts as not final. */
export type JobState = "PENDING" | "RUNNING" | "COMPLETED" | "FAILED" | (string & {});

export const isFinal = (state: JobState): boolean => state === "COMPLETED" || state === "FAILED";

/** What export and import jobs have in common. */
export interface Job {
  id: string;
  href?: string | undefined;
  state: JobState;
  startedOn?: string | undefined;
  finishedOn?: string | undefined;
  overwrite?: boolean | undefined;
  result?: PlatformFile | undefined;
  error?: ErrorInfo | undefined;
}

export const jobShape = {
  id: filledText,
  href: maybeText,
  state: z.string().transform((state) => state.toUpperCase()),
  started_on: maybeText,
  finished_on: maybeText,
  overwrite: maybeFlag,
  result: maybe(fileSchema),
  error: maybe(errorInfoSchema),
};

export const jobFromWire = (wire: z.output<z.ZodObject<typeof jobShape>>): Job => ({
  id: wire.id,
  href: wire.href,
  state: wire.state,
  startedOn: wire.started_on,
  finishedOn: wire.finished_on,
  overwrite: wire.overwrite,
  result: wire.result,
  error: wire.error,
});

/** The calls for one kind of job. `Mode` holds the parameters of a whole bulk call (copy_only). */
export interface JobApi<Request, J extends Job> {
  /** "export" or "import", for messages. */
  readonly kind: string;
  start(client: Client, request: Request, query: ModeQuery): Promise<J>;
  startMany(client: Client, requests: readonly Request[], query: ModeQuery): Promise<BulkItem<J>[]>;
  get(client: Client, id: string): Promise<J>;
  /** Purpose "poll" is for status polls, which have their own share of the account's requests. */
  getMany(client: Client, ids: readonly string[], purpose?: Purpose): Promise<BulkAnswer<J>>;
  /** Jobs on one volume that the token's user started; no other filter exists. */
  list(client: Client, filter: { volume: string; state?: readonly string[] }): AsyncGenerator<J>;
}

export type ModeQuery = { copy_only?: true };

interface JobArea<Request, S extends z.ZodType> {
  kind: string;
  plural: string;
  idsKey: string;
  schema: S;
  toWire(request: Request): unknown;
}

/** Exports and imports have the same six calls under different names. */
export function jobApi<Request, J extends Job>(area: JobArea<Request, z.ZodType<J>>): JobApi<Request, J> {
  const single = `/storage/${area.plural}`;
  const bulk = `/bulk/storage/${area.plural}`;
  const listed = jobOrStub(area.schema);
  const post = { method: "POST" as const };
  // Failed jobs may be the bodies of refusals: https://docs.sevenbridges.com/reference/get-details-of-an-export-job-v2 (404, 409).
  const getOne = (client: Client, id: string, purpose: Purpose = "call") => {
    const path = `${single}/${segment(id)}`;
    return client.call({ path, answer: area.schema, purpose, inRefusals: area.schema });
  };
  const getMany = (client: Client, ids: readonly string[], purpose: Purpose = "call") => {
    const one = (id: string) => getOne(client, id, purpose);
    const { idsKey, schema: item } = area;
    const what = { path: `${bulk}/get`, idsKey, item, key: idOf, one, purpose, resourceFirst: true };
    return bulkGet(client, what, ids);
  };
  return {
    kind: area.kind,
    async start(client, request, mode) {
      const body = area.toWire(request);
      const call = { ...post, path: single, query: { ...mode }, body };
      const job = await client.call({ ...call, answer: listed, inRefusals: area.schema });
      return isStub(job) ? area.schema.parse({ ...Object(body), id: job.stub, state: "PENDING" }) : job;
    },
    async startMany(client, requests, mode) {
      const path = `${bulk}/create`;
      const body = { items: requests.map((request) => area.toWire(request)) };
      const { items } = await client.call({ ...post, path, query: { ...mode }, body, answer: bulkSchema });
      return wholeItems(client, bulkItems(items, listed, `POST ${path}`, true), getMany);
    },
    get: getOne,
    getMany,
    list(client, filter) {
      const jobs = listAll(client, {
        path: single,
        query: filter,
        item: listed,
        key: (job) => (isStub(job) ? job.stub : job.id),
        countsMatch: false,
        shrinks: filter.state?.every((state) => !isFinal(state)) ?? false,
      });
      return wholeJobs(client, jobs, getMany);
    },
  };
}

const idOf = ({ id }: Job): string => id;
