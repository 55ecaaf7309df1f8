import type { FastifyReply } from "fastify";
import { distort, faultOf, garble, substitute } from "../faults/answers";
import { statusOf } from "../faults/jobAnswers";
import type { CallState } from "./callState";
import type { Platform } from "./context";

/** Cuts the connection: the caller gets no response, or half of one. */
export function cut(reply: FastifyReply, part?: string): void {
  reply.hijack();
  if (part === undefined) {
    reply.raw.destroy();
    return;
  }
  // The announced length is wrong, so that the caller can tell half a response from a complete one.
  const announced = String(Buffer.byteLength(part) * 2 + 1);
  reply.raw.writeHead(200, {
    "content-type": "application/json; charset=utf-8",
    "content-length": announced,
  });
  reply.raw.write(part, () => setTimeout(() => reply.raw.destroy(), 5));
}

/** Responds in place of the route, if one of the faults does so at this point in time. */
export function sendSubstitute(
  platform: Platform,
  call: CallState,
  reply: FastifyReply,
  when: "before" | "after",
): boolean {
  const now = platform.world.now();
  const rate = call.window?.status(now) ?? { limit: 0, remaining: 0, reset: Math.ceil(now / 1000) };
  const answer = call.faults
    .map((fault) => substitute(fault, when, rate))
    .find((found) => found !== undefined);
  if (!answer) return false;
  if (answer.reset === "missing") {
    for (const name of ["limit", "remaining", "reset"]) void reply.removeHeader(`x-ratelimit-${name}`);
  } else if (answer.reset !== undefined) {
    void reply.header("X-RateLimit-Remaining", "0").header("X-RateLimit-Reset", String(answer.reset));
  }
  void reply.code(answer.status).type(typeof answer.body === "string" ? "text/html" : "application/json");
  void reply.send(answer.body);
  return true;
}

/** Sends the route's response after the faults have been applied. */
export function deliver(
  platform: Platform,
  call: CallState,
  reply: FastifyReply,
  status: number,
  body: unknown,
): FastifyReply {
  void reply.code(statusOf(status, body, call.faults));
  if (call.faults.length === 0) return reply.send(body);
  if (faultOf(call.faults, "lost-after")) {
    cut(reply);
    return reply;
  }
  if (sendSubstitute(platform, call, reply, "after")) return reply;
  const whole = JSON.stringify(distort(body, call.faults, platform.faults.random)) ?? "";
  if (faultOf(call.faults, "truncated")) {
    cut(reply, whole.slice(0, Math.ceil(whole.length / 2)));
    return reply;
  }
  const type = faultOf(call.faults, "wrong-type") ? "text/html" : "application/json; charset=utf-8";
  return reply.type(type).send(whole === "" ? undefined : garble(whole, call.faults));
}
