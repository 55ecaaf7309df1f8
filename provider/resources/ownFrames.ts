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
  const render = (error: Error, frames: NodeJS.CallSite[]) =>
    previous
      ? (previous(error, frames) as string)
      : [String(error), ...frames.map((frame) => `    at ${String(frame as unknown)}`)].join("\n");
  Error.prepareStackTrace = (error, frames) => {
    const own = frames.filter((frame, i) => i >= SKIPPED_BY_SDK && isOwn(frame.getFileName()));
    const skipped = frames.slice(0, SKIPPED_BY_SDK);
    if (error.message !== "") return render(error, [...skipped, ...own]);
    // Taken for the trace alone, as the SDK does a dozen times a resource: mapping frames that nobody reads to their
    // TypeScript would cost half of a large program's time.
    const shown = own.length > 0 ? render(error, own).split("\n").slice(-own.length) : [];
    return [String(error), ...skipped.map(() => "    at (skipped)"), ...shown].join("\n");
  };
  return () => ((Error as Prepared).prepareStackTrace = previous);
}

const isOwn = (file: string | null | undefined): boolean =>
  !!file && !FOREIGN.test(file) && !file.startsWith(PACKAGE);
