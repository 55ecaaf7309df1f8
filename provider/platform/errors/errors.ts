import type { ErrorInfo } from "../../model/result";
import { z } from "zod";
import type { RateHeaders } from "../rate/rateWindow";
import { remedyFor, type Work } from "./remedies";
import { maybeNumber, maybeText } from "../http/lenient";
import { effectiveStatus, readStatus } from "./statuses";

export type { ErrorInfo };

/** The most characters kept of a platform's message, which goes into state once per failed item. */
const MOST_WORDS = 2_000;

/** Messages are written to terminals and logs, where control characters act as commands, and others mislead. */
const onOneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ");

const words = maybeText.transform((text) => text && onOneLine(text.slice(0, MOST_WORDS)));

export const errorInfoSchema = z
  .looseObject({
    status: z.unknown().optional(),
    code: maybeNumber,
    message: words,
    more_info: words,
  })
  .transform((wire): ErrorInfo => ({
    status: readStatus(wire.status, wire.code),
    code: wire.code,
    message: wire.message,
    moreInfo: wire.more_info,
  }));

/**
 * How a call failed.
 * `refused`: the platform responded with an error. `unsent`: the call was never sent, because of a proxy or a certificate.
 * `network`: no response, or an incomplete one. `timeout`: no response in time. `malformed`: a response that doesn't match
 * the API. After the last three it isn't known whether the call was carried out.
 */
export type Failure = "refused" | "unsent" | "network" | "timeout" | "malformed";

export interface PlatformErrorDetails extends ErrorInfo {
  failure: Failure;
  /** The request, e.g. "POST /storage/exports"; never includes the token, which is sent in a header. */
  call: string;
  requestId?: string | undefined;
  /** The account's budget according to the refusal's headers. */
  rate?: RateHeaders | undefined;
  /** How long the refusal asks to wait (Retry-After). Milliseconds. */
  retryAfterMs?: number | undefined;
  /** For a call that was never sent: whether it may succeed later. */
  mayPass?: boolean | undefined;
  cause?: unknown;
}

/** The platform client's only error class. Branch on `code` first, `status` second, never on messages. */
export class PlatformError extends Error {
  override readonly name = "PlatformError";
  readonly failure: Failure;
  readonly call: string;
  readonly status: number | undefined;
  readonly code: number | undefined;
  readonly platformMessage: string | undefined;
  readonly moreInfo: string | undefined;
  readonly requestId: string | undefined;
  readonly remedy: string | undefined;
  readonly rate: RateHeaders | undefined;
  readonly retryAfterMs: number | undefined;
  private readonly mayPass: boolean;

  constructor(details: PlatformErrorDetails) {
    super(describe(details), { cause: details.cause });
    this.failure = details.failure;
    this.call = details.call;
    this.status = details.status;
    this.code = details.code;
    this.platformMessage = details.message;
    this.moreInfo = details.moreInfo;
    this.requestId = details.requestId;
    this.remedy = remedyFor(details.code, details.status, workOf(details.call));
    this.rate = details.rate;
    this.retryAfterMs = details.retryAfterMs;
    this.mayPass = details.mayPass ?? false;
  }

  /**
   * Nothing was done: the call was never sent but may succeed later, or it was refused outright by a rate limit (the
   * account's or the import service's) or because of maintenance, which the platform announces as 503 with code 0.
   */
  get isRefusedForNow(): boolean {
    if (this.failure === "unsent") return this.mayPass;
    const isForNow = this.isRateLimit || this.code === IMPORT_RATE_LIMIT || this.isMaintenance;
    return this.failure === "refused" && isForNow;
  }
  /** The account's limit, which applies to all its calls. The import service's own limit doesn't affect other calls. */
  get isRateLimit(): boolean {
    return this.code === RATE_LIMIT || (this.status === 429 && this.code !== IMPORT_RATE_LIMIT);
  }
  get isMaintenance(): boolean {
    return this.status === 503 && this.code === 0;
  }
  /** Whether it is unknown if the call was carried out: no or incomplete response, server error, or a concurrent change. */
  get outcomeUnknown(): boolean {
    const isOpen = isServerError(this.effectiveStatus) || this.code === IN_BETWEEN;
    if (this.failure === "unsent") return false;
    return this.failure !== "refused" || (isOpen && !this.isRefusedForNow);
  }
  get isTransient(): boolean {
    return this.outcomeUnknown || this.isRefusedForNow;
  }
  get isNotFound(): boolean {
    return this.failure === "refused" && this.effectiveStatus === 404;
  }
  get isUnauthorized(): boolean {
    return this.failure === "refused" && this.effectiveStatus === 401;
  }
  private get effectiveStatus(): number | undefined {
    return effectiveStatus(this.status, this.code);
  }
}

const RATE_LIMIT = 1000;
const IMPORT_RATE_LIMIT = 10371;

/** "Consistency has been violated, please retry" (503): it doesn't say that nothing was done, so that is checked first. */
const IN_BETWEEN = 13004;

const isServerError = (status: number | undefined): boolean => status !== undefined && status >= 500;

/** "403 (code 9006) The platform's words." */
export function stated({ status, code, message }: ErrorInfo): string {
  const head = [status, code === undefined ? "" : `(code ${code})`].filter(Boolean).join(" ");
  const words = (message ?? "the platform gave no reason").trim().replace(/[^.!?]$/, "$&.");
  return [head, words].filter(Boolean).join(" ").replace(/\s+/g, " ");
}

/** The same, followed by what to do. */
export const explain = (error: ErrorInfo, work?: Work): string =>
  [stated(error), remedyFor(error.code, error.status, work)].filter(Boolean).join(" ");

const workOf = (call: string): Work | undefined => (call.includes("/storage/imports") ? "import" : undefined);

const describe = (details: PlatformErrorDetails): string =>
  onOneLine(
    `${details.call}: ${explain(details, workOf(details.call))}${details.requestId ? ` [request ${details.requestId}]` : ""}`,
  );

export const isPlatformError = (error: unknown): error is PlatformError => error instanceof PlatformError;

/** The message of whatever was thrown. */
export const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
