import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { textOf } from "../../platform/errors/errors";

/** The reader has closed the pipe, as `head` does. */
export class EnoughRead extends Error {}

/** Accepts pieces of text no faster than they can be written. */
export interface Output {
  write(text: string): Promise<void>;
  /** Completes the output; a file doesn't appear before this. */
  close(): Promise<void>;
  /** After an error, leaves nothing behind. */
  discard(): Promise<void>;
}

export const openOutput = (file: string | undefined): Output =>
  file === undefined ? standardOutput() : fileOutput(file);

function standardOutput(): Output {
  const reason = (error: NodeJS.ErrnoException) => (error.code === "EPIPE" ? new EnoughRead() : error);
  let problem: Error | undefined;
  process.stdout.on("error", (error: NodeJS.ErrnoException) => (problem = reason(error)));
  return {
    async write(text) {
      if (problem) throw problem;
      await push(process.stdout, text).catch((error: NodeJS.ErrnoException) => {
        throw reason(error);
      });
    },
    close: () => Promise.resolve(),
    discard: () => Promise.resolve(),
  };
}

function fileOutput(file: string): Output {
  const draft = `${file}.${process.pid}.part`;
  const stream = createWriteStream(draft);
  const failure = finished(stream).catch((error: unknown) => {
    throw new Error(`${file} can't be written: ${textOf(error)}`, { cause: error });
  });
  failure.catch(() => undefined);
  return {
    write: (text) => Promise.race([push(stream, text), failure]),
    async close() {
      stream.end();
      await failure;
      await rename(draft, file);
    },
    async discard() {
      stream.destroy();
      await rm(draft, { force: true });
    },
  };
}

async function push(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await Promise.race([once(stream, "drain"), once(stream, "close")]);
}
