import parseDuration from "parse-duration";
import type { Collector } from "../../jobs/collector";
import { importKind } from "../../jobs/importKind";
import { exportKind } from "../../jobs/kinds";
import { bulkLooks } from "../../jobs/bulkLookups";
import { JobService } from "../../jobs/service";
import { clockFrom } from "../../platform/time/clock";
import { type Account, Client, type ClientOptions } from "../../platform/http/client";
import { accountKey, resolveCredentials } from "../../platform/account/credentials";
import { isPlatformError } from "../../platform/errors/errors";
import { nodeFetch } from "../../platform/http/http";
import type { Export } from "../../model/export";
import type { Import } from "../../model/import";
import type { ExportJob } from "../../platform/api/exports";
import { bulkGetFiles, type PlatformFile } from "../../platform/api/files";
import { bulkDeleteFiles, deleteFile } from "../../platform/api/fileWrites";
import type { ImportJob } from "../../platform/api/imports";
import { objectAllowance } from "../../platform/api/objects";
import { shownText } from "../../platform/errors/shownText";
import { getVolume, type PlatformVolume } from "../../platform/api/volumes";
import { ObjectLookups } from "./objectLookups";
import { onlyWithEngine } from "../engine/lifetime";
import { keepSecret } from "../engine/redaction";
import { searchProgress, waits } from "../engine/status";

/** Stack configuration as the provider process receives it: values are strings, secrets are decrypted. */
export interface StackConfig {
  get(key: string): string | undefined;
}

/** One process serves one provider resource, so the configuration applies to the whole process. Stored before anything is awaited. */
let stackConfig: StackConfig | undefined;

export function configure(config: StackConfig): void {
  stackConfig = config;
}

const setting = (key: string): string | undefined => stackConfig?.get(`cavatica:${key}`);

/** Everything that the resources of one account share: the client with its rate limit, pollers and collectors. */
export class Session {
  readonly client: Client;
  readonly exports: JobService<Export, ExportJob>;
  readonly imports: JobService<Import, ImportJob>;
  /** At most as many requests as `cavatica:objectChecks` allows. */
  readonly objects: ObjectLookups;
  /** For verification, which the program requested: no limit. */
  readonly anyObjects: ObjectLookups;
  private readonly fileLooks: Collector<string, PlatformFile>;
  private readonly removals: Collector<string, PlatformFile>;
  private readonly volumes = new Map<string, Promise<PlatformVolume>>();

  constructor(account: Account, options: ClientOptions = {}) {
    const fetch = onlyWithEngine(nodeFetch);
    this.client = new Client(account, { waits, fetch, clock: clockFrom(process.env), ...options });
    this.exports = new JobService(this.client, exportKind, { onSearch: searchProgress("exports") });
    this.imports = new JobService(this.client, importKind, { onSearch: searchProgress("imports") });
    this.objects = new ObjectLookups(this.client, objectAllowance(setting("objectChecks")));
    this.anyObjects = new ObjectLookups(this.client, { left: Infinity });
    this.fileLooks = bulkLooks(this.client.clock, (ids) => bulkGetFiles(this.client, ids));
    this.removals = bulkLooks(this.client.clock, (ids) => bulkDeleteFiles(this.client, ids));
  }

  /** One file; simultaneous calls share a request. */
  file(id: string): Promise<PlatformFile> {
    return this.fileLooks.add(id);
  }

  /** Removes a file from its project; simultaneous calls share a request, unless its response doesn't cover them. */
  async remove(id: string): Promise<void> {
    try {
      await this.removals.add(id);
    } catch (error) {
      if (!isPlatformError(error) || error.failure !== "malformed") throw error;
      await deleteFile(this.client, id);
    }
  }

  /** Requested once per process, until it is forgotten. */
  volume(id: string): Promise<PlatformVolume> {
    const known = this.volumes.get(id);
    if (known) return known;
    const asked = getVolume(this.client, id);
    this.volumes.set(id, asked);
    asked.catch(() => this.volumes.delete(id));
    return asked;
  }

  /** After a volume was created, changed or deleted: its id may now belong to another one. */
  forgetVolume(id: string): void {
    this.volumes.delete(id);
  }
}

const sessions = new Map<string, Session>();

/** The session of the currently configured account; credentials are resolved again for each call. */
export function session(): Session {
  const account = resolveCredentials({ env: process.env, config: setting, explicit: explicitAccount() });
  const key = accountKey(account);
  const known = sessions.get(key) ?? new Session(account);
  for (const jobs of [known.exports, known.imports]) jobs.poller.atLeastEvery(pollInterval());
  sessions.set(key, known);
  keepSecret(account.authToken, "[token]");
  return known;
}

/** Ends all of this process's current and future waits for jobs; the jobs keep running, and the next `up` resumes waiting. */
export function stopWaiting(): void {
  for (const { exports, imports } of sessions.values())
    for (const { poller } of [exports, imports]) poller.stopWaiting();
}

/** An explicit Provider marks its configuration, which otherwise looks like the stack's own. */
function explicitAccount(): Partial<Account> | undefined {
  if (setting("explicit") !== "true") return undefined;
  const [endpoint, authToken] = [setting("endpoint"), setting("authToken")];
  return { ...(endpoint !== undefined && { endpoint }), ...(authToken !== undefined && { authToken }) };
}

/** A setting of the stack's configuration has an invalid value. */
export class SettingError extends Error {
  override readonly name = "SettingError";
}

/** The shortest time between two polls of a job, in milliseconds. */
export function pollInterval(): number {
  const text = setting("pollInterval");
  const ms = text === undefined ? 0 : parseDuration(text);
  if (ms === null || ms === undefined || !(ms >= 0 && ms < Infinity))
    throw new SettingError(
      `cavatica:pollInterval: ${shownText(text ?? "")} is not a duration; write e.g. 30s or 2m`,
    );
  return ms;
}
