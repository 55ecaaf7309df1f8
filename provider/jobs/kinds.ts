import { isPlatformError } from "../platform/errors/errors";
import type { Export } from "../model/export";
import { type ExportJob, exportsApi } from "../platform/api/exports";
import { type Client } from "../platform/http/client";
import { archivedAmong } from "../platform/api/archived";
import { isAliasAt } from "../platform/api/alias";
import { bulkGetFiles, type PlatformFile, someFiles } from "../platform/api/files";
import type { Job, JobApi, ModeQuery } from "../platform/api/jobs";
import { type Comparer, exportComparer } from "../platform/api/sameJob";

export interface Endpoints {
  source: unknown;
  destination: unknown;
}

/** What a kind of job must define, so that its running and finished jobs can be recognised. */
export interface JobKind<Request extends Endpoints, J extends Job & Endpoints> {
  readonly api: JobApi<Request, J>;
  volume(request: Request): string;
  /** The job's destination: two different sources with the same destination are a mistake. */
  place(request: Pick<Request, keyof Endpoints>): string;
  source(request: Pick<Request, keyof Endpoints>): string;
  /** Equal for requests with the same source and destination. */
  identity(request: Request): string;
  /** Decides which jobs belong to a request. */
  readonly comparer: Comparer<Request, J>;
  /** Whether a job that the comparer takes for the request's has its destination, if that can't be seen from the two. */
  isThere?(client: Client, request: Request, job: J): Promise<boolean>;
  /** The parameters of the whole call: requests with different ones go in different calls. */
  query(request: Request): ModeQuery;
  /** For messages: "move", "copy" or "import". */
  mode(request: Request): string;
  /** True if only its job shows that a request was carried out. */
  leavesNoTrace(request: Request): boolean;
  /** Codes of refusals that may mean "already done, or under way". */
  readonly mayMeanDone: readonly number[];
  /** True if the effect must be looked up before submitting, because a second submission would do harm. */
  readonly looksFirst?: boolean;
  /** Those of the requests whose effect is already in place, with the file that shows it. */
  findDone(
    client: Client,
    requests: readonly Request[],
    finished: Finished<Request, J>,
  ): Promise<Map<Request, PlatformFile>>;
  /** Those of the requests whose refusal could be explained by a running job that no list shows yet. */
  maybeUnderWay?(client: Client, requests: readonly Request[]): Promise<Set<Request>>;
}

/** The newest COMPLETED job that did what the request asks for, if known. */
export type Finished<Request, J> = (request: Request) => Promise<J | undefined>;

/** An export that moved its file leaves an alias of the object at the destination; a copy leaves no trace on the file. */
export const exportKind: JobKind<Export, ExportJob> = {
  api: exportsApi,
  volume: (request) => request.destination.volume,
  place: (request) => `${request.destination.volume}/${request.destination.location}`,
  source: (request) => request.source.file,
  identity: ({ source, destination }) => [source.file, destination.volume, destination.location].join("\n"),
  comparer: exportComparer,
  query: ({ copyOnly }) => (copyOnly ? { copy_only: true } : {}),
  mode: ({ copyOnly }) => (copyOnly ? "copy" : "move"),
  leavesNoTrace: ({ copyOnly }) => copyOnly,
  mayMeanDone: [9006, 9107],
  async findDone(client, requests) {
    const files = await filesOf(client, requests);
    const done = [...files].filter(([{ destination }, file]) => isAliasAt(file, destination));
    return new Map(done);
  },
  async maybeUnderWay(client, requests) {
    const files = await filesOf(client, requests);
    const archived = archivedAmong(await withNeighbours(client, [...files.values()]));
    // A file that has become the alias since the last look-up was still being moved at that time.
    const isMoving = ([{ destination }, file]: [Export, PlatformFile]) =>
      isAliasAt(file, destination) ||
      (file.type !== "folder" && file.storage?.type !== "VOLUME" && archived(file) === "no");
    return new Set([...files].filter(isMoving).map(([request]) => request));
  },
};

/** A missing `hosted_on_locations` means something only if other files have it, such as those of the same project. */
async function withNeighbours(client: Client, files: PlatformFile[]): Promise<PlatformFile[]> {
  const isHosted = ({ storage }: PlatformFile) => (storage?.hostedOnLocations?.length ?? 0) > 0;
  const bare = files.find((file) => file.project !== undefined && !isHosted(file));
  if (!bare?.project || files.some(isHosted)) return files;
  return [...files, ...(await someFiles(client, bare.project).catch(() => []))];
}

async function filesOf(client: Client, requests: readonly Export[]): Promise<Map<Export, PlatformFile>> {
  const files = await bulkGetFiles(client, [...new Set(requests.map((request) => request.source.file))]);
  const known = new Map<Export, PlatformFile>();
  for (const request of requests) {
    const file = files.get(request.source.file);
    if (file && !isPlatformError(file)) known.set(request, file);
  }
  return known;
}
