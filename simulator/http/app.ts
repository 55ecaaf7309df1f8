import { randomUUID } from "node:crypto";
import Fastify, { type FastifyError, type FastifyInstance } from "fastify";
import { ApiError, errorBody } from "../errors";
import type { SimulatorOptions } from "../options";
import { accountRoutes } from "./account";
import { router } from "./call";
import type { Platform } from "./context";
import { fileRoutes } from "./files";
import { beforeCall, onAnswer } from "./hooks";
import { jobRoutes } from "./jobs";
import { volumeRoutes } from "./volumes";

/** Bodies as real clients send them: GET with a body, DELETE with `{}`, JSON without a body. */
function acceptBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, text, done) => {
    if (text === "") return done(null, undefined);
    try {
      done(null, JSON.parse(String(text)));
    } catch {
      done(new ApiError(90009));
    }
  });
}

function answerErrors(app: FastifyInstance, log: (line: string) => void): void {
  app.setErrorHandler((error: FastifyError | ApiError, _request, reply) => {
    if (error instanceof ApiError) return reply.code(error.body.status).send(error.body);
    if (error.code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") return reply.code(415).send(errorBody(90008));
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send(errorBody(90000, error.message, status));
    // A bug in the simulator itself, which must not be mistaken for the platform's behaviour.
    log(`simulator error: ${error.stack ?? error.message}`);
    return reply.code(500).send(errorBody(90004, `The simulator itself failed: ${error.message}`));
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(errorBody(90003)));
}

/** The HTTP interface of a platform. */
export function buildApp(
  platform: Platform,
  { log = () => undefined, onBody }: Pick<SimulatorOptions, "log" | "onBody">,
): FastifyInstance {
  const app = Fastify({
    forceCloseConnections: true,
    bodyLimit: 32 * 1024 * 1024,
    genReqId: () => randomUUID(),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 2000 },
  });
  acceptBodies(app);
  answerErrors(app, log);
  app.decorateRequest("sim", null);
  app.addHook("onRequest", async (request, reply) => {
    if (request.url.startsWith("/v2/")) await beforeCall(platform, request, reply);
  });
  app.addHook("preHandler", (request, _reply, done) => {
    if (request.body) onBody?.(request.body, request.method, request.url.slice("/v2".length));
    done();
  });
  app.addHook("onSend", (request, reply, _payload, done) => {
    onAnswer(request, reply);
    done();
  });
  const route = router(app, platform);
  for (const routes of [accountRoutes, fileRoutes, volumeRoutes, jobRoutes]) routes(route);
  return app;
}
