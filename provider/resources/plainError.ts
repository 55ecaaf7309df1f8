import * as pulumi from "@pulumi/pulumi";

/**
 * An error that ends the program and shows as its message alone, wherever it comes up: the SDK prints the stack of any
 * class once a program has ended, or from the inside of an argument, of which the user has nothing.
 *
 * It has neither stack nor cause, since the SDK gives every error to `util.inspect` in colours for its own records
 * (3.248, `cmd/run/run.js`), and on the frame "node_modules/@pulumi/output.ts", which the SDK's source map makes, that
 * goes round in circles until a string is too long: half a minute (Node 20.20, `markNodeModules` takes what follows an
 * "@" for a package of two names). For the same reason, where it belongs to a resource, log it there and throw a plain
 * one that says so, instead of the SDK's ResourceError.
 */
export const plainError = (message: string): Error =>
  Object.assign(new pulumi.RunError(message), { stack: message });
