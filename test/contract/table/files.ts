import { z } from "zod";
import { bulkAnswer, type ContractCall, page, PAGING, SB, strict, time } from "./call";

const stored = strict({ type: z.literal("PLATFORM"), hosted_on_locations: z.array(z.string()).optional() });
const aliased = strict({
  type: z.literal("VOLUME"),
  volume: z.string(),
  location: z.string(),
  hosted_on_locations: z.array(z.string()).optional(),
});

/** Folders have no size, storage and so on; entries of lists without `fields` have hardly any members. */
export const file = strict({
  href: z.url(),
  id: z.string(),
  name: z.string(),
  project: z.string().optional(),
  type: z.enum(["file", "folder", "FILE", "FOLDER"]).optional(),
  parent: z.string().optional(),
  size: z.number().int().optional(),
  created_on: time.optional(),
  modified_on: time.optional(),
  storage: z.union([stored, aliased]).optional(),
  origin: strict({ task: z.string().optional(), dataset: z.string().optional() }).optional(),
  tags: z.array(z.string()).optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  secondary_files: z.array(z.unknown()).optional(),
  _secondary_files: z.array(z.unknown()).optional(),
});

const ids = strict({ file_ids: z.array(z.string()).min(1).max(100) });

export const fileCalls: ContractCall[] = [
  {
    method: "GET",
    path: "/files",
    page: `${SB}list-files-primary-method`,
    query: [...PAGING, "project", "parent", "name", "tag", "origin.task", "metadata.*"],
    answer: page(file),
  },
  { method: "GET", path: "/files/{id}", page: `${SB}get-file-details`, query: ["fields"], answer: file },
  {
    method: "PATCH",
    path: "/files/{id}",
    page: `${SB}update-file-details`,
    body: strict({
      name: z.string().optional(),
      metadata: z.unknown().optional(),
      tags: z.unknown().optional(),
    }),
    answer: file,
  },
  { method: "DELETE", path: "/files/{id}", page: `${SB}delete-a-file` },
  {
    method: "POST",
    path: "/bulk/files/get",
    page: `${SB}get-details-of-multiple-files`,
    query: ["fields"],
    body: ids,
    answer: bulkAnswer(file),
  },
  {
    method: "POST",
    path: "/bulk/files/delete",
    page: `${SB}bulk-deletion-of-files`,
    body: ids,
    answer: bulkAnswer(file.extend({ deleted_on: time.optional() })),
  },
];
