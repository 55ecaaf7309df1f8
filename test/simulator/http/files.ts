import { z } from "zod";
import { ApiError } from "../errors";
import { fileFilter, readableFile, scopeFolder } from "../rules/fileQueries";
import { queryValue, readWindow, withQuery } from "../rules/paging";
import { bodyOf, parseBody } from "../rules/shapes";
import type { FileRecord } from "../world/records";
import { bulkAnswer, bulkIds } from "./bulk";
import type { Call, Route } from "./call";
import { showFile, stubs, timeText } from "./show";

function show(call: Call, file: FileRecord, asOf = call.now): Record<string, unknown> {
  const { base, world } = call;
  const shown = showFile(file, base, world.switches, asOf);
  const hidesParent = world.switches.parentNeedsAdvanceAccess && !call.advanceAccess;
  const secondary = file.secondaryFiles.flatMap((id) => world.files.get(id) ?? []);
  return {
    ...shown,
    ...(hidesParent && { parent: undefined }),
    ...(secondary.length > 0 && {
      _secondary_files: secondary.map((each) => showFile(each, base, world.switches, asOf)),
    }),
  };
}

const readable = (call: Call): FileRecord => readableFile(call.world, call.user, call.param("id"));

/** Files the user may change: those of the user's projects. */
function writable(call: Call, id = call.param("id")): FileRecord {
  const file = readableFile(call.world, call.user, id);
  if (!call.world.people.isMember(call.user, file.project)) throw new ApiError(5001);
  return file;
}

function foundIn(call: Call, folder: string): readonly FileRecord[] {
  const filter = fileFilter(call.query);
  const lags = call.listTime < call.now;
  const name = queryValue(call.query, "name");
  const children = call.world.files.childrenOf(folder);
  if (!filter && name === undefined && !lags) return children;
  return children.filter((file) => (filter?.(file) ?? true) && (!lags || file.createdAt <= call.listTime));
}

/** One level of a project or folder (documented: list-files-primary-method). */
function listFolder(call: Call, folder: string): Record<string, unknown> {
  return call.page(foundIn(call, folder), (file) => show(call, file, call.listTime), stubs.file);
}

/** The same by continuation: the token is the place to go on from. */
function scroll(call: Call, folder: string): Record<string, unknown> {
  const token = queryValue(call.query, "token") ?? "init";
  const { limit } = readWindow(call.query, call.world.switches);
  const files = foundIn(call, folder);
  const start = token === "init" ? 0 : Number(Buffer.from(token, "base64url").toString("utf8"));
  if (!Number.isInteger(start) || start < 0) throw new ApiError(90000, "Invalid token.");
  const href = new URL(call.request.url, call.base).href;
  const next = Buffer.from(String(start + limit)).toString("base64url");
  const items = files.slice(start, start + limit).map((file) => call.select(show(call, file), stubs.file));
  const isLast = start + limit >= files.length;
  void call.reply.header("X-Total-Matching-Query", String(files.length));
  return {
    href,
    items,
    links: isLast ? [] : [{ href: withQuery(href, { token: next }), rel: "next", method: "GET" }],
  };
}

function createFolder(call: Call): Record<string, unknown> {
  const shape = {
    name: z.string().min(1),
    type: z.string(),
    project: z.string().optional(),
    parent: z.string().optional(),
  };
  const given = parseBody(bodyOf(shape, call.world.switches), call.body, 5033);
  if (given.type.toLowerCase() !== "folder") throw new ApiError(5033, "Only folders can be created.");
  const folder = scopeFolder(call.world, call.user, given.project, given.parent);
  const project = call.world.files.get(folder)?.project ?? "";
  return show(call, call.world.addFile({ name: given.name, type: "folder", project, parent: folder }));
}

const metadataShape = z.record(z.string(), z.unknown());

function patchFile(call: Call): Record<string, unknown> {
  const file = writable(call);
  const shape = {
    name: z.string().min(1).optional(),
    tags: z.array(z.string()).optional(),
    metadata: metadataShape.optional(),
  };
  const { name, tags, metadata } = parseBody(bodyOf(shape, call.world.switches), call.body, 5033);
  if (name !== undefined) call.world.files.rename(file, name, call.now);
  if (tags) file.tags = tags;
  if (metadata) mergeMetadata(call, file, metadata);
  return show(call, file);
}

/** Lays members over the metadata; null removes one. */
function mergeMetadata(call: Call, file: FileRecord, given: Record<string, unknown>): void {
  const merged = Object.entries({ ...file.metadata, ...given }).filter(([, value]) => value !== null);
  file.metadata = Object.fromEntries(merged);
  file.modifiedAt = call.now;
}

function labelRoutes(route: Route): void {
  route("PUT", "/files/:id/tags", (call) => {
    const file = writable(call);
    file.tags = parseBody(z.array(z.string()), call.body, 5033);
    return file.tags;
  });
  route("GET", "/files/:id/metadata", (call) => readable(call).metadata);
  for (const method of ["PATCH", "PUT"] as const) {
    route(method, "/files/:id/metadata", (call) => {
      const file = writable(call);
      const given = parseBody(metadataShape, call.body, 5006);
      if (method === "PUT") file.metadata = {};
      mergeMetadata(call, file, given);
      return file.metadata;
    });
  }
}

function remove(call: Call, id: string): Record<string, unknown> {
  const file = writable(call, id);
  call.world.files.remove(file);
  return { ...show(call, file), deleted_on: timeText(call.now) };
}

/** Files and folders. */
export function fileRoutes(route: Route): void {
  const scope = (call: Call): string =>
    scopeFolder(call.world, call.user, queryValue(call.query, "project"), queryValue(call.query, "parent"));
  route("GET", "/files", (call) => listFolder(call, scope(call)));
  route("POST", "/files", createFolder);
  route("GET", "/files/scroll", (call) => scroll(call, scope(call)));
  route("GET", "/files/:id", (call) => call.select(show(call, readable(call))));
  route("GET", "/files/:id/list", (call) =>
    listFolder(call, scopeFolder(call.world, call.user, undefined, call.param("id"))),
  );
  route("GET", "/files/:id/scroll", (call) =>
    scroll(call, scopeFolder(call.world, call.user, undefined, call.param("id"))),
  );
  route("PATCH", "/files/:id", patchFile);
  route("DELETE", "/files/:id", (call) => void remove(call, call.param("id")));
  route("POST", "/bulk/files/get", (call) =>
    bulkAnswer(call, bulkIds(call, "file_ids"), (id) => show(call, readableFile(call.world, call.user, id))),
  );
  route("POST", "/bulk/files/delete", (call) =>
    bulkAnswer(call, bulkIds(call, "file_ids"), (id) => remove(call, id)),
  );
  labelRoutes(route);
}
