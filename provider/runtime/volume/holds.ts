import { BULK_SIZE } from "../../platform/api/bulk";
import type { Client } from "../../platform/http/client";
import { isPlatformError } from "../../platform/errors/errors";
import { exportsApi } from "../../platform/api/exports";
import { bulkGetFiles, type PlatformFile } from "../../platform/api/files";
import { importsApi } from "../../platform/api/imports";
import type { Job } from "../../platform/api/jobs";

/** What prevents a volume from being deactivated or deleted, as far as this token can see it. */

const UNFINISHED = ["PENDING", "RUNNING"];

/** Unfinished jobs on the volume, in words. */
export async function jobsOn(client: Client, volume: string): Promise<string[]> {
  const filter = { volume, state: UNFINISHED };
  const exports = await firstOf(exportsApi.list(client, filter));
  const imports = await firstOf(importsApi.list(client, filter));
  return [
    ...exports.map(({ id, source }) => `export ${id} of file ${source.file}`),
    ...imports.map(({ id, source }) => `import ${id} of ${source.location}`),
  ];
}

/** Files that are aliases of objects on the volume. There is no list of them; they are found by the volume's finished jobs. */
export async function aliasesOn(client: Client, volume: string): Promise<PlatformFile[]> {
  const filter = { volume, state: ["COMPLETED"] };
  const exported = await firstOf(exportsApi.list(client, filter));
  const imported = await firstOf(importsApi.list(client, filter));
  const ids = [...exported.map(({ source }) => source.file), ...imported.flatMap(resultId)];
  if (ids.length === 0) return [];
  const found = await bulkGetFiles(client, [...new Set(ids)].slice(0, BULK_SIZE));
  return [...found.values()].filter(
    (file): file is PlatformFile => !isPlatformError(file) && file.storage?.volume === volume,
  );
}

const resultId = ({ result }: Job): string[] => (result ? [result.id] : []);

/** One page is enough for a message. */
async function firstOf<T>(list: AsyncGenerator<T>, most = BULK_SIZE): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) if (items.push(item) >= most) break;
  return items;
}
