import * as pulumi from "@pulumi/pulumi";

/**
 * An error that ends the program and shows only its message, wherever it is thrown: for other errors, the SDK prints the
 * stack if the program has already ended or if they come from within an argument, which doesn't help users.
 *
 * It has neither stack nor cause, since the SDK passes every error to `util.inspect` with colours for its own records
 * (3.248, `cmd/run/run.js`). With the frame "node_modules/@pulumi/output.ts", which comes from the SDK's source map, that
 * loops until a string is too long, for half a minute (Node 20.20: `markNodeModules` assumes that a package name starting
 * with "@" has two parts). For the same reason, if the error belongs to a resource, log it there and throw a plain one that
 * says so, instead of the SDK's ResourceError.
 */
export const plainError = (message: string): Error =>
  Object.assign(new pulumi.RunError(message), { stack: message });
