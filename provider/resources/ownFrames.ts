/** The SDK skips this many frames of the trace that it takes in a resource's constructor: its own and ours. */
const SKIPPED_BY_SDK = 5;
const FOREIGN = /^node:|[\\/]node_modules[\\/]/;

/**
 * While active, stack traces show the program's own frames alone. The SDK stores a trace with each resource and calls
 * its first line the resource's source position: unfiltered, that is a line of this package, and ten frames of Node and
 * the SDK make up a fifth of the state that the engine writes at every step. Returns what puts things back.
 */
export function keepOwnFrames(): () => void {
  const previous = Error.prepareStackTrace;
  Error.prepareStackTrace = (error, frames) => {
    const kept = frames.filter((frame, i) => i < SKIPPED_BY_SDK || isOwn(frame.getFileName()));
    return previous
      ? (previous(error, kept) as unknown)
      : [String(error), ...kept.map((frame) => `    at ${String(frame)}`)].join("\n");
  };
  return () => (Error.prepareStackTrace = previous);
}

const isOwn = (file: string | null | undefined): boolean =>
  !!file && !FOREIGN.test(file) && !file.startsWith(__dirname);
