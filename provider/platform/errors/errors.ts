import type { ErrorInfo } from "../../model/result";
import { z } from "zod";
import type { RateHeaders } from "../rate/rateWindow";
import { remedyFor } from "./remedies";
import { maybeNumber, maybeText } from "../http/lenient";
import { effectiveStatus, readStatus } from "./statuses";

export type { ErrorInfo };

/** So many characters of the platform's words are kept; they go into state once a failed item. */
const MOST_WORDS = 2_000;

/** The platform's words come to terminals and logs, where control characters are commands. */
const words = maybeText.transform((text) =>
  text?.slice(0, MOST_WORDS).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " "),
);

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
 * How a call went wrong.
 * `refused`: the platform answered with an error. `unsent`: the call never left, because of a proxy or a certificate.
 * `network`: no answer, or half of one. `timeout`: no answer in time. `malformed`: an answer that isn't what the API
 * promises. After the last three nobody knows whether the call was carried out.
 */
export type Failure = "refused" | "unsent" | "network" | "timeout" | "malformed";

export interface PlatformErrorDetails extends ErrorInfo {
  failure: Failure;
  /** What was asked, e.g. "POST /storage/exports"; never with the token, which travels in a header. */
  call: string;
  requestId?: string | undefined;
  /** The account's budget, as the refusal's headers state it. */
  rate?: RateHeaders | undefined;
  /** So long the refusal asks to be left alone (Retry-After). Milliseconds. */
  retryAfterMs?: number | undefined;
  /** Of a call that never left: whether it may work in a while. */
  mayPass?: boolean | undefined;
  cause?: unknown;
}

/** The one error of the platform client. Branch on `code` first, `status` second, never on texts. */
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
    this.remedy = remedyFor(details.code, details.status);
    this.rate = details.rate;
    this.retryAfterMs = details.retryAfterMs;
    this.mayPass = details.mayPass ?? false;
  }

  /**
   * Nothing was done: the call never left but may later, or was refused outright by a rate limit, the account's or the
   * import service's own, or by maintenance, which the platform announces as 503 with code 0.
   */
  get isRefusedForNow(): boolean {
    if (this.failure === "unsent") return this.mayPass;
    const isForNow = this.isRateLimit || this.code === IMPORT_RATE_LIMIT || this.isMaintenance;
    return this.failure === "refused" && isForNow;
  }
  /** The account's limit, which holds for all its calls. The import service's own says nothing about other calls. */
  get isRateLimit(): boolean {
    return this.code === RATE_LIMIT || (this.status === 429 && this.code !== IMPORT_RATE_LIMIT);
  }
  get isMaintenance(): boolean {
    return this.status === 503 && this.code === 0;
  }
  /** Nobody knows whether the call was carried out: no answer, half an answer, a server error, or a change in between. */
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

/** "Consistency has been violated, please retry" (503): it doesn't say that nothing was done, so that is looked at first. */
const IN_BETWEEN = 13004;

const isServerError = (status: number | undefined): boolean => status !== undefined && status >= 500;

/** "403 (code 9006) The platform's words." */
export function stated({ status, code, message }: ErrorInfo): string {
  const head = [status, code === undefined ? "" : `(code ${code})`].filter(Boolean).join(" ");
  const words = (message ?? "the platform gave no reason").trim().replace(/[^.!?]$/, "$&.");
  return [head, words].filter(Boolean).join(" ").replace(/\s+/g, " ");
}

/** The same, and what to do. */
export const explain = (error: ErrorInfo): string =>
  [stated(error), remedyFor(error.code, error.status)].filter(Boolean).join(" ");

const describe = (details: PlatformErrorDetails): string =>
  `${details.call}: ${explain(details)}${details.requestId ? ` [request ${details.requestId}]` : ""}`;

export const isPlatformError = (error: unknown): error is PlatformError => error instanceof PlatformError;

/** What an error says, whatever was thrown. */
export const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
