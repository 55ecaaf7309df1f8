type Prepare = (error: Error, frames: NodeJS.CallSite[]) => unknown;
const v8 = Error as { prepareStackTrace?: Prepare | undefined };

/**
 * Until what it returns is called, traces taken for their own sake are empty (errors with a message keep theirs). The SDK
 * takes one of each resource; the engine stores it and shows it nowhere, and it would be up to a fifth of the state that
 * is written at every step. (Not a wrapper: TypeScript allows no `super` in a nested function.)
 */
export function dropTraces(): () => void {
  const previous = v8.prepareStackTrace;
  v8.prepareStackTrace = (error, frames) => {
    if (error.message === "") return String(error);
    return previous ? previous(error, frames) : rendered(error, frames);
  };
  return () => (v8.prepareStackTrace = previous);
}

const rendered = (error: Error, frames: NodeJS.CallSite[]): string =>
  [String(error), ...frames.map((frame) => `    at ${String(frame as unknown)}`)].join("\n");
