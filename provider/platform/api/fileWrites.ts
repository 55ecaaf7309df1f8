import { z } from "zod";
import { type BulkAnswer, bulkGet } from "./bulk";
import type { Client } from "../http/client";
import { segment } from "../http/path";
import { bulkFiles, fileSchema, getFile, type PlatformFile } from "./files";

export const renameFile = (client: Client, id: string, name: string): Promise<PlatformFile> =>
  client.call({ method: "PATCH", path: `/files/${segment(id)}`, body: { name }, answer: fileSchema });

/** A file or an empty folder. */
export const deleteFile = (client: Client, id: string): Promise<unknown> =>
  client.call({ method: "DELETE", path: `/files/${segment(id)}`, answer: z.unknown() });

/**
 * Up to 100 files by one request, which may be repeated: what is gone already gives its own error (page "Bulk deletion of
 * files", which says that the answer holds the deleted files).
 */
export const bulkDeleteFiles = (client: Client, ids: readonly string[]): Promise<BulkAnswer<PlatformFile>> =>
  bulkGet(
    client,
    { ...bulkFiles(client), path: "/bulk/files/delete", one: (id) => readThenDelete(client, id) },
    ids,
  );

async function readThenDelete(client: Client, id: string): Promise<PlatformFile> {
  const file = await getFile(client, id);
  await deleteFile(client, id);
  return file;
}
