import * as pulumi from "@pulumi/pulumi";

/**
 * An error that ends the program and shows as its message alone, wherever it comes up: the SDK prints the stack of any
 * class once a program has ended, or from the inside of an argument, of which the user has nothing.
 *
 * Where it belongs to a resource, log it there and throw a plain one that says so. The SDK's own ResourceError would be
 * printed with all that hangs on its resource, for the SDK's records, which takes half a minute (3.248, `cmd/run/run.js`).
 */
export const plainError = (message: string): Error =>
  Object.assign(new pulumi.RunError(message), { stack: message });
