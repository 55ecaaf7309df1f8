import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ApiError } from "../errors";
import { faultOf } from "../faults/answers";
import { pageLinks, type Query, queryValue, readWindow, selectFields, slice } from "../rules/paging";
import type { World } from "../world/world";
import type { CallState } from "./callState";
import type { Platform } from "./context";
import { deliver } from "./delivery";

/** One API call as a route sees it: the user, the request, the world and the time. */
export class Call {
  readonly world: World;
  readonly user: string;
  readonly now: number;

  constructor(
    readonly platform: Platform,
    readonly state: CallState,
    readonly request: FastifyRequest,
    readonly reply: FastifyReply,
  ) {
    this.world = platform.world;
    this.user = state.user;
    this.now = this.world.catchUp();
  }

  get query(): Query {
    return this.request.query as Query;
  }

  get body(): unknown {
    return this.request.body;
  }

  /** A path parameter. */
  param(name: string): string {
    return (this.request.params as Record<string, string>)[name] ?? "";
  }

  /** The API's URL as the caller knows it, so that links use the same host. */
  get base(): string {
    return `http://${this.request.headers.host ?? "localhost"}/v2`;
  }

  get advanceAccess(): boolean {
    return String(this.request.headers["x-sbg-advance-access"]).toLowerCase() === "advance";
  }

  /** The time for which lists are returned: now, or earlier if a fault makes them lag. */
  get listTime(): number {
    return this.now - (faultOf(this.state.faults, "stale")?.seconds ?? 0) * 1000;
  }

  select(object: Record<string, unknown>, stub: readonly string[] | "all" = "all"): Record<string, unknown> {
    return selectFields(object, queryValue(this.query, "fields"), stub);
  }

  /** Returns one page of a collection; without `fields` its items are stubs. */
  page<T>(
    items: readonly T[],
    show: (item: T) => Record<string, unknown>,
    stub: readonly string[] | "all",
    newestFirst = false,
  ): Record<string, unknown> {
    const window = readWindow(this.query, this.world.switches);
    const href = new URL(this.request.url, this.base).href;
    void this.reply.header("X-Total-Matching-Query", String(items.length));
    return {
      href,
      items: slice(items, window, newestFirst).map((item) => this.select(show(item), stub)),
      links: pageLinks(href, window, items.length),
    };
  }
}

type Handler = (call: Call) => unknown;
type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

/** A route's result: the body of its response, nothing for 204, or a refusal. */
function outcome(handle: () => unknown): { status: number; body: unknown } {
  try {
    const body = handle();
    return { status: body === undefined ? 204 : 200, body };
  } catch (error) {
    if (error instanceof ApiError) return { status: error.body.status, body: error.body };
    throw error;
  }
}

/** Registers routes below /v2. */
export function router(app: FastifyInstance, platform: Platform) {
  return (method: Method, path: string, handle: Handler): void => {
    app.route({
      method,
      url: `/v2${path}`,
      handler: (request, reply) => {
        const call = request.sim;
        if (!call) throw new Error("a route ran without its hooks");
        const { status, body } = outcome(() => handle(new Call(platform, call, request, reply)));
        return deliver(platform, call, reply, status, body);
      },
    });
  };
}

export type Route = ReturnType<typeof router>;
