import { exportsApi } from "../../platform/api/exports";
import type { PlatformFile } from "../../platform/api/files";
import type { Client } from "../../platform/http/client";
import { isPlatformError } from "../../platform/errors/errors";

/** The most finished jobs of a volume that are read to distinguish moved files from other aliases: 100 requests. */
const MOST_JOBS = 10_000;

/**
 * Determines which aliases come from exports of the token's user. An alias looks the same whether its file was moved to the
 * volume or the object was imported from it, so the volume's finished export jobs decide. They are read once per volume.
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
      // A volume that the user can no longer see has no readable jobs.
      if (!isPlatformError(error) || error.isTransient || error.isUnauthorized) throw error;
    }
    return files;
  }
}
