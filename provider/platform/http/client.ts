import type { z } from "zod";
import { type Clock, systemClock } from "../time/clock";
import { PlatformError } from "../errors/errors";
import { exchange, type Fetch, type HttpAnswer, type HttpRequest, nodeFetch } from "./http";
import { RateLimiter } from "../rate/rateLimiter";
import type { RateHeaders } from "../rate/serverView";
import type { PollRoom } from "../rate/pollBudget";
import type { Purpose } from "../rate/rateWindow";
import { withRetry } from "./retry";
import { VERSION } from "./version";
import { RATE_LIMIT_REACHED, type Waits, whyAfter } from "../time/waitAnnouncer";

export interface Account {
  /** API base address, e.g. https://cavatica-api.sbgenomics.com/v2 */
  endpoint: string;
  authToken: string;
}

interface Contact {
  made: boolean;
  /** The platform's time minus ours, as of the last response. Milliseconds. */
  clockDifference?: number;
}

export interface ClientOptions {
  clock?: Clock;
  fetch?: Fetch;
  limiter?: RateLimiter;
  /** Notified when waits begin and end: maintenance, lost connections, a reached rate limit. */
  waits?: Waits;
  /** Limit of one operation including all retries. Milliseconds; default: 15 minutes. */
  withinMs?: number;
  /** A point in time: no wait is started that would last longer, whatever the operation. */
  until?: number;
  /** Whether the endpoint has ever responded, and how its clock differs; shared by the clients of one account. */
  contact?: Contact;
}

export type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

export interface Call<S extends z.ZodType> {
  method?: HttpRequest["method"];
  /** Relative to the endpoint; variable parts are escaped by `segment`. */
  path: string;
  query?: Query;
  body?: unknown;
  /** The schema of the response. */
  answer: S;
  /** If the body of a refusal (4xx) matches this schema, it is the response. */
  inRefusals?: z.ZodType;
  /** False for what must not be done twice; default: true for everything except POST. */
  idempotent?: boolean;
  purpose?: Purpose;
  /** Requests members that need "advance access": a file's `parent` (https://docs.sevenbridges.com/reference/get-file-details). */
  advanceAccess?: boolean;
  signal?: AbortSignal | undefined;
  withinMs?: number;
}

export interface Answer<T> {
  value: T;
  total: number | undefined;
  /** The account's budget according to its headers. */
  rate: RateHeaders;
}

const DEFAULT_WITHIN_MS = 15 * 60_000;
/** An endpoint that has never responded is more likely wrong than down. */
const FIRST_CONTACT_MS = 2 * 60_000;
/** A complete response that doesn't match the API will hardly match it later. */
const ODD_ANSWER_MS = 30_000;

/** One account on one platform: combines exchange, rate limit and retry. Knows nothing of Pulumi. */
export class Client {
  readonly clock: Clock;
  private readonly fetch: Fetch;
  private readonly limiter: RateLimiter;
  private readonly contact: Contact;

  constructor(
    readonly account: Account,
    private readonly options: ClientOptions = {},
  ) {
    this.clock = options.clock ?? systemClock;
    this.limiter =
      options.limiter ??
      new RateLimiter(this.clock, undefined, (ms) => options.waits?.waiting(RATE_LIMIT_REACHED, ms));
    const contact = (this.contact = options.contact ?? { made: false });
    const fetch = options.fetch ?? nodeFetch;
    this.fetch = async (url, init) => {
      const answer = await fetch(url, init);
      contact.made = true;
      return answer;
    };
  }

  async call<S extends z.ZodType>(call: Call<S>): Promise<z.output<S>> {
    return (await this.answer(call)).value;
  }

  async answer<S extends z.ZodType>(call: Call<S>): Promise<Answer<z.output<S>>> {
    const { contact } = this;
    const request = this.request(call);
    const usual = Math.min(call.withinMs ?? this.options.withinMs ?? DEFAULT_WITHIN_MS, this.timeLeft);
    return withRetry(async () => this.once(request, call), {
      clock: this.clock,
      idempotent: call.idempotent ?? request.method !== "POST",
      withinMs(error) {
        if (error instanceof OddAnswer) return Math.min(usual, ODD_ANSWER_MS);
        return (error.failure === "network" || error.failure === "unsent") && !contact.made
          ? Math.min(usual, FIRST_CONTACT_MS)
          : usual;
      },
      signal: call.signal,
      onWait: (error, ms) => this.options.waits?.waiting(whyAfter(error), ms),
    });
  }

  /** The same client, with the same budget, for work that must finish within this many milliseconds. */
  within(ms: number): Client {
    const { clock, fetch, limiter, contact } = this;
    return new Client(this.account, {
      ...this.options,
      clock,
      fetch,
      limiter,
      contact,
      until: clock.now() + ms,
    });
  }

  /** Milliseconds; Infinity if no limit is set. */
  get timeLeft(): number {
    return (this.options.until ?? Infinity) - this.clock.now();
  }

  /** The platform's time minus ours, in milliseconds, according to the Date headers; undefined before the first one. */
  get clockDifference(): number | undefined {
    return this.contact.clockDifference;
  }

  /** How many status polls the account's budget has room for. */
  pollRoom(): PollRoom {
    return this.limiter.pollRoom();
  }

  private async once<S extends z.ZodType>(request: HttpRequest, call: Call<S>): Promise<Answer<z.output<S>>> {
    const answer = await this.limiter.run(
      call.purpose ?? "call",
      () => exchange(request, this.fetch),
      call.signal,
    );
    if (answer.rate.date !== undefined) this.contact.clockDifference = answer.rate.date - this.clock.now();
    this.options.waits?.over();
    return { value: validated(request, answer, call.answer), total: answer.total, rate: answer.rate };
  }

  private request(call: Call<z.ZodType>): HttpRequest {
    const method = call.method ?? "GET";
    const url = new URL(this.account.endpoint + call.path);
    for (const [name, value] of Object.entries(call.query ?? {})) {
      for (const one of [value ?? []].flat()) url.searchParams.append(name, String(one));
    }
    return {
      method,
      url,
      headers: {
        "X-SBG-Auth-Token": this.account.authToken,
        Accept: "application/json",
        "User-Agent": `pulumi-cavatica/${VERSION} (node ${process.versions.node}; ${process.platform})`,
        ...(call.body !== undefined && { "Content-Type": "application/json" }),
        ...(call.advanceAccess && { "X-SBG-Advance-Access": "advance" }),
      },
      body: call.body,
      isAnswer: call.inRefusals && ((body) => call.inRefusals!.safeParse(body).success),
      call: `${method} ${url.pathname.replace(/^\/v2/, "")}`,
      signal: call.signal,
    };
  }
}

/** JSON that doesn't match the API. */
class OddAnswer extends PlatformError {}

function validated<S extends z.ZodType>(request: HttpRequest, answer: HttpAnswer, schema: S): z.output<S> {
  const parsed = schema.safeParse(answer.body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new OddAnswer({
    failure: "malformed",
    call: request.call,
    status: answer.status,
    message: `unexpected response (${issue?.path.join(".") || "top level"}): ${issue?.message ?? "no details"}`,
  });
}
