import type { FastifyReply, FastifyRequest } from "fastify";
import { faultOf } from "../faults/answers";
import { errorBody } from "../errors";
import type { RateStatus } from "../rules/rateWindow";
import type { CallState } from "./callState";
import type { Platform } from "./context";
import { cut, sendSubstitute } from "./delivery";

/** The token of a request: the platform's own header, or a bearer token (documented: the api's overview). */
function tokenOf(request: FastifyRequest): string {
  const own = request.headers["x-sbg-auth-token"];
  if (typeof own === "string") return own;
  return /^bearer\s+(.+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "";
}

/** Records a request from its very start, so that one whose response is pending or lost counts too. */
function beginCall(platform: Platform, request: FastifyRequest): CallState {
  const [path = "", query = ""] = request.url.slice("/v2".length).split("?", 2);
  const token = tokenOf(request);
  const user = platform.world.people.byToken(token)?.username ?? "";
  const { method } = request;
  const at = platform.world.now();
  const record = { at, method, path, query, status: 0, user, durationMs: 0, rejectedByRateLimit: false };
  platform.requests.push(record);
  const faults = platform.faults.strike(method, path);
  const window = user === "" ? undefined : platform.rateWindow(user, token);
  return { record, startedAt: performance.now(), faults, user, token, window };
}

export function setRateHeaders(reply: FastifyReply, status: RateStatus): void {
  void reply.header("X-RateLimit-Limit", String(status.limit));
  void reply.header("X-RateLimit-Remaining", String(status.remaining));
  void reply.header("X-RateLimit-Reset", String(status.reset));
}

function showRate(platform: Platform, call: CallState, reply: FastifyReply): void {
  if (!call.window || faultOf(call.faults, "no-rate-headers")) return;
  const status = call.window.status(platform.world.now());
  const skew = faultOf(call.faults, "skewed-reset");
  setRateHeaders(reply, skew ? { ...status, reset: status.reset + (skew.seconds ?? 3600) } : status);
}

/** Counts the call in its window; false if the window is full. */
function countCall(platform: Platform, call: CallState, reply: FastifyReply): boolean {
  const counts = platform.world.switches.rateLimitCounts || call.record.path !== "/rate_limit";
  const accepted = !counts || call.window?.take(platform.world.now()) !== false;
  call.record.rejectedByRateLimit = !accepted;
  showRate(platform, call, reply);
  return accepted;
}

function lacksAdvanceAccess(platform: Platform, request: FastifyRequest): boolean {
  const isStorage = request.url.includes("/storage/");
  const header = String(request.headers["x-sbg-advance-access"]).toLowerCase();
  return platform.world.switches.advanceAccessRequired && isStorage && header !== "advance";
}

/**
 * Runs before the route, in this order: network faults, token, window, everything else. The platform never sees a call
 * that a network fault cuts off, so it doesn't count in the window.
 */
export async function beforeCall(
  platform: Platform,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  // By the platform's clock, like all its times.
  void reply.header("Date", new Date(platform.world.now()).toUTCString());
  const call = beginCall(platform, request);
  request.sim = call;
  const slow = faultOf(call.faults, "slow");
  if (slow) await platform.sleep(slow.ms ?? 1000);
  if (faultOf(call.faults, "lost-before")) return cut(reply);
  const { people, switches } = platform.world;
  if (faultOf(call.faults, "expired-token")) people.revoke(call.token);
  if (!people.byToken(call.token)) {
    const { status, code } = switches.unauthorizedError;
    return void reply.code(status).send(errorBody(code, undefined, status));
  }
  showRate(platform, call, reply);
  if (sendSubstitute(platform, call, reply, "before")) return;
  if (!countCall(platform, call, reply)) return void reply.code(429).send(errorBody(1000));
  if (lacksAdvanceAccess(platform, request)) {
    return void reply.code(403).send(errorBody(90002, "Advance access is required."));
  }
}

/** Completes the record of a request when its response is sent. */
export function onAnswer(request: FastifyRequest, reply: FastifyReply): void {
  void reply.header("X-Request-Id", request.id);
  if (!request.sim) return;
  request.sim.record.status = reply.statusCode;
  request.sim.record.durationMs = performance.now() - request.sim.startedAt;
}
