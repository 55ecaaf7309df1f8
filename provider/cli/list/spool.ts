import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { ListedFile } from "./files";
import { openOutput } from "./output";

export interface Spooled {
  /** All metadata keys, sorted. */
  keys: string[];
  items: AsyncIterable<ListedFile>;
}

/** Keeps a list in a temporary file until it is complete. */
export async function spooled(files: AsyncIterable<ListedFile>): Promise<Spooled> {
  const folder = await mkdtemp(join(tmpdir(), "cavatica-list-"));
  const path = join(folder, "files.jsonl");
  const keys = new Set<string>();
  const output = openOutput(path);
  try {
    for await (const file of files) {
      for (const key of Object.keys(file.file.metadata)) keys.add(key);
      await output.write(`${JSON.stringify(file)}\n`);
    }
    await output.close();
  } catch (error) {
    await output.discard();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return { keys: [...keys].sort(), items: read(folder, path) };
}

async function* read(folder: string, path: string): AsyncGenerator<ListedFile> {
  try {
    for await (const line of createInterface({ input: createReadStream(path) }))
      yield JSON.parse(line) as ListedFile;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
