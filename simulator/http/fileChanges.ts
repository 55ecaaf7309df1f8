import { z } from "zod";
import { scopeFolder } from "../rules/fileQueries";
import { bodyOf, parseBody } from "../rules/shapes";
import type { FileRecord } from "../world/records";
import { ApiError } from "../errors";
import type { Call, Route } from "./call";
import { readable, showWhole, writable } from "./fileAccess";

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
  return showWhole(call, call.world.addFile({ name: given.name, type: "folder", project, parent: folder }));
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
  return showWhole(call, file);
}

/** Merges members into the metadata; null removes one. */
function mergeMetadata(call: Call, file: FileRecord, given: Record<string, unknown>): void {
  const merged = Object.entries({ ...file.metadata, ...given }).filter(([, value]) => value !== null);
  file.metadata = Object.fromEntries(merged);
  file.modifiedAt = call.now;
}

/** Copies a file into another project; a copied alias is another alias of the same object (documented: aliases). */
function copyFile(call: Call): Record<string, unknown> {
  const { world, user } = call;
  const file = readable(call);
  const shape = { project: z.string(), name: z.string().min(1).optional() };
  const { project: id, name = file.name } = parseBody(bodyOf(shape, world.switches), call.body, 5033);
  const project = world.people.project(user, id);
  const { size, metadata, tags, storage } = file;
  const copied = { size, metadata: { ...metadata }, tags: [...tags], storage };
  return showWhole(call, world.addFile({ ...copied, name, project: id, parent: project.rootFolder }));
}

/** Routes that change files and folders, except for deletion. */
export function fileChangeRoutes(route: Route): void {
  route("POST", "/files", createFolder);
  route("PATCH", "/files/:id", patchFile);
  route("POST", "/files/:id/actions/copy", copyFile);
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
