import { exportsApi } from "../../platform/api/exports";
import type { PlatformFile } from "../../platform/api/files";
import type { Client } from "../../platform/http/client";
import { isPlatformError } from "../../platform/errors/errors";

/** As many finished jobs of a volume are read to tell moved files from other aliases: 100 requests. */
const MOST_JOBS = 10_000;

/**
 * Tells which aliases were made by exports of the token's user: an alias looks the same whether its file was moved to the
 * volume or the object was imported from it, so the finished export jobs of its volume decide. Each volume's are read once.
 */
export class MovedFiles {
  private readonly known = new Map<string, Promise<Set<string>>>();

  constructor(private readonly client: Client) {}

  readonly has = async ({ id, storage }: PlatformFile): Promise<boolean> => {
    const volume = storage?.volume;
    if (volume === undefined) return false;
    const files = this.known.get(volume) ?? this.read(volume);
    this.known.set(volume, files);
    return (await files).has(id);
  };

  private async read(volume: string): Promise<Set<string>> {
    const files = new Set<string>();
    let read = 0;
    try {
      for await (const { source } of exportsApi.list(this.client, { volume, state: ["COMPLETED"] })) {
        files.add(source.file);
        if (++read >= MOST_JOBS) break;
      }
    } catch (error) {
      // A volume that the user can't see any more has no jobs that could be read.
      if (!isPlatformError(error) || error.isTransient || error.isUnauthorized) throw error;
    }
    return files;
  }
}
