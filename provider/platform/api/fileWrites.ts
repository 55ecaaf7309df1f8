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
 * Deletes up to 100 files with one request, which may be repeated: a file that is already gone gives an error of its own.
 * The response contains the deleted files (https://docs.cancergenomicscloud.org/reference/bulk-deletion-of-files).
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
