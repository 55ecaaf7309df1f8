import type { CallError } from "./providerProcess";

/** The error of a provider call that must fail. */
export const failing = (run: Promise<unknown>): Promise<CallError> =>
  run.then(
    () => Promise.reject(new Error("it should have failed")),
    (error: unknown) => error as CallError,
  );
