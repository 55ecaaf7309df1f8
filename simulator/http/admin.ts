import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { toFault } from "../faults/kinds";
import type { Simulator } from "../simulator";
import { ALL_RIGHTS, type BucketRights } from "../world/buckets";
import type { NewFile, NewVolume } from "../world/builder";

const text = z.string().min(1);
const flags = z.object({
  read: z.boolean().optional(),
  copy: z.boolean().optional(),
  write: z.boolean().optional(),
  admin: z.boolean().optional(),
});

const fileShape = z.strictObject({
  project: text,
  path: text,
  size: z.number().optional(),
  id: text.optional(),
  tags: z.array(z.string()).optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  origin: z.object({ task: text.optional() }).optional(),
  secondaryFiles: z.array(text).optional(),
  archived: z.boolean().optional(),
  public: z.boolean().optional(),
  drs: z.boolean().optional(),
  storage: z.object({ volume: text, location: text }).optional(),
  region: text.optional(),
});

const filesShape = z.strictObject({
  project: text,
  count: z.number().int().positive(),
  prefix: z.string().optional(),
  size: z.number().optional(),
});

const volumeShape = z.strictObject({
  name: text,
  owner: text.optional(),
  accessMode: z.enum(["RW", "RO"]).optional(),
  bucket: text.optional(),
  prefix: z.string().optional(),
  type: z.enum(["s3", "gcs", "azure", "oss"]).optional(),
  active: z.boolean().optional(),
  region: text.optional(),
  members: z.record(z.string(), flags).optional(),
});

const failShape = z.strictObject({
  file: text,
  /** Without a code the file's jobs succeed again. */
  code: z.number().int().optional(),
  message: z.string().optional(),
  status: z.number().int().optional(),
  afterWrite: z.boolean().optional(),
});

type RightFlags = Record<keyof BucketRights, z.ZodOptional<z.ZodBoolean>>;

const rightsShape = z.strictObject({
  bucket: text,
  type: text.optional(),
  ...(Object.fromEntries(
    Object.keys(ALL_RIGHTS).map((name) => [name, z.boolean().optional()]),
  ) as RightFlags),
});

/** JSON has no undefined: omitted members are left out, as exact optional types require. */
type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function given<T extends object>(schema: z.ZodType<T>, body: unknown): Given<T> {
  return schema.parse(body ?? {}) as Given<T>;
}

type Action = (sim: Simulator, body: unknown) => unknown;

/** POST /_sim/<name>: the controls of the programmatic interface, under the same names where there are any. */
const ACTIONS: Record<string, Action> = {
  users: (sim, body) => sim.addUser(given(z.strictObject({ username: text, token: text.optional() }), body)),
  projects: (sim, body) => {
    const shape = z.strictObject({ id: text, owner: text.optional(), members: z.array(text).optional() });
    const { id, ...options } = given(shape, body);
    return { id: sim.addProject(id, options).id };
  },
  files: (sim, body) => {
    const isMany = typeof body === "object" && body !== null && "count" in body;
    return isMany
      ? { files: sim.addFiles(given(filesShape, body)) }
      : sim.addFile(given(fileShape, body) as NewFile);
  },
  volumes: (sim, body) => {
    const { id, accessMode, active } = sim.addVolume(given(volumeShape, body) as NewVolume);
    return { id, accessMode, active };
  },
  objects: (sim, body) => {
    const shape = z.strictObject({ volume: text, location: text, size: z.number().optional() });
    const { volume, location, size = 1024 } = given(shape, body);
    sim.addObject(volume, location, { size });
  },
  fail: (sim, body) => {
    const { file, code, ...rest } = given(failShape, body);
    sim.failFile(file, code === undefined ? undefined : { code, ...rest });
  },
  stick: (sim, body) => sim.stickFile(given(z.strictObject({ file: text }), body).file),
  unstick: (sim, body) => sim.unstick(given(z.strictObject({ file: text }), body).file),
  slow: (sim, body) => {
    const { file, seconds } = given(z.strictObject({ file: text, seconds: z.number() }), body);
    sim.slowFile(file, seconds);
  },
  truncate: (sim, body) => {
    const { file, bytes } = given(z.strictObject({ file: text, bytes: z.number().optional() }), body);
    sim.truncateFile(file, bytes);
  },
  "bucket-rights": (sim, body) => {
    const { bucket, type, ...rights } = given(rightsShape, body);
    sim.setBucketRights(bucket, rights, type);
  },
  revoke: (sim, body) => sim.revokeToken(given(z.strictObject({ token: text }), body).token),
  restore: (sim, body) => sim.restoreToken(given(z.strictObject({ token: text }), body).token),
  spend: (sim, body) => {
    const { count, token } = given(z.strictObject({ count: z.number().int(), token: text.optional() }), body);
    sim.spendRequests(count, token);
  },
  faults: (sim, body) => ({ id: sim.faults.add(toFault(body)).id }),
};

type QueryString = Record<string, string | undefined>;

/** GET /_sim/<name>. */
const VIEWS: Record<string, (sim: Simulator, query: QueryString) => unknown> = {
  requests: (sim, { since }) => ({ mark: sim.mark(), items: sim.requests.slice(Number(since ?? 0)) }),
  count: (sim, { pattern, since }) => {
    const mark = Number(since ?? 0);
    const count = sim.countSince(mark, pattern === undefined ? undefined : new RegExp(pattern));
    return { mark: sim.mark(), count };
  },
  exports: (sim) => ({ items: sim.exports() }),
  imports: (sim) => ({ items: sim.imports() }),
  faults: (sim) => ({ items: sim.faults.list() }),
  objects: (sim, { volume }) => ({ items: sim.objects(volume ?? "") }),
  file: (sim, { id }) => sim.file(id ?? ""),
};

/** DELETE /_sim/<name>. */
const REMOVALS: Record<string, (sim: Simulator, query: QueryString) => unknown> = {
  faults: (sim, { id }) =>
    id === undefined ? sim.faults.clear() : { removed: sim.faults.remove(Number(id)) },
  objects: (sim, { volume, location }) => ({ removed: sim.removeObject(volume ?? "", location ?? "") }),
  files: (sim, { id }) => sim.removeFile(id ?? ""),
};

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** Responds with the action's result; a caller's mistake is a 400 with its message. */
function answer(reply: FastifyReply, act: () => unknown): FastifyReply {
  try {
    return reply.send(act() ?? {});
  } catch (error) {
    const message = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    return reply.code(400).send({ message });
  }
}

/** The simulator's own routes, for tests in other processes: without a token, but only from this machine. */
export function adminRoutes(sim: Simulator): void {
  const register = (app: FastifyInstance): void => {
    app.addHook("onRequest", async (request: FastifyRequest, reply) => {
      if (!LOOPBACK.test(request.socket.remoteAddress ?? ""))
        await reply.code(403).send({ message: "loopback only" });
    });
    app.get("/", (_request, reply) =>
      reply.send({ url: sim.url, requests: sim.mark(), faults: sim.faults.list() }),
    );
    for (const [name, view] of Object.entries(VIEWS)) {
      app.get(`/${name}`, (request, reply) => answer(reply, () => view(sim, request.query as QueryString)));
    }
    for (const [name, act] of Object.entries(ACTIONS)) {
      app.post(`/${name}`, (request, reply) => answer(reply, () => act(sim, request.body)));
    }
    for (const [name, remove] of Object.entries(REMOVALS)) {
      app.delete(`/${name}`, (request, reply) =>
        answer(reply, () => remove(sim, request.query as QueryString)),
      );
    }
  };
  void sim.app.register(
    (app, _options, done) => {
      register(app);
      done();
    },
    { prefix: "/_sim" },
  );
}
