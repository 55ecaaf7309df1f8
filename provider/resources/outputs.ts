import * as pulumi from "@pulumi/pulumi";

/** The SDK's own outputs have these members, which it doesn't declare: there is no public way to await an output. */
export interface Awaitable<T> {
  /** False where anything in the value isn't known yet in this preview. */
  isKnown: Promise<boolean>;
  isSecret: Promise<boolean>;
  /** `withUnknowns`: with the SDK's mark (`pulumi.isUnknown`) in place of what isn't known, else undefined as a whole. */
  promise(withUnknowns?: boolean): Promise<T>;
}

export const awaitable = <T>(output: pulumi.Output<T>): Awaitable<T> => output as unknown as Awaitable<T>;

/** An input's value, or undefined where it isn't known yet in this preview; what depends on it doesn't become unknown. */
export async function knownOf<T>(input: pulumi.Input<T>): Promise<T | undefined> {
  const value = await awaitable(pulumi.output(input) as pulumi.Output<T>).promise(true);
  return pulumi.isUnknown(value) ? undefined : value;
}
