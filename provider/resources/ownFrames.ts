import { dirname } from "node:path";

/** The SDK skips this many frames of the trace that it takes in a resource's constructor: its own and ours. */
const SKIPPED_BY_SDK = 5;
/** The manifest declares resources too. */
const PACKAGE = dirname(__dirname);
const FOREIGN = /^node:|[\\/]node_modules[\\/]/;

interface Prepared {
  prepareStackTrace?: ((error: Error, frames: NodeJS.CallSite[]) => unknown) | undefined;
}

/**
 * While active, stack traces show the program's own frames alone. The SDK stores a trace with each resource and calls
 * its first line the resource's source position: unfiltered, that is a line of this package, and ten frames of Node and
 * the SDK make up a fifth of the state that the engine writes at every step. Returns what puts things back.
 */
export function keepOwnFrames(): () => void {
  const { prepareStackTrace: previous } = Error as Prepared;
  Error.prepareStackTrace = (error, frames) => {
    const kept = frames.filter((frame, i) => i < SKIPPED_BY_SDK || isOwn(frame.getFileName()));
    return previous
      ? previous(error, kept)
      : [String(error), ...kept.map((frame) => `    at ${String(frame as unknown as string)}`)].join("\n");
  };
  return () => ((Error as Prepared).prepareStackTrace = previous);
}

const isOwn = (file: string | null | undefined): boolean =>
  !!file && !FOREIGN.test(file) && !file.startsWith(PACKAGE);
