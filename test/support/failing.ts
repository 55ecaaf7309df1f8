import type { CallError } from "./providerProcess";

/** The error that a call of the provider must end with. */
export const failing = (run: Promise<unknown>): Promise<CallError> =>
  run.then(
    () => Promise.reject(new Error("it should have failed")),
    (error: unknown) => error as CallError,
  );
