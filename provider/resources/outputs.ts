import * as pulumi from "@pulumi/pulumi";

/** Members that the SDK's outputs have but don't declare: there is no public way to await an output. */
export interface Awaitable<T> {
  /** False if anything in the value isn't known yet in this preview. */
  isKnown: Promise<boolean>;
  isSecret: Promise<boolean>;
  /** `withUnknowns`: with the SDK's marker (`pulumi.isUnknown`) for unknown parts; otherwise undefined if any part is unknown. */
  promise(withUnknowns?: boolean): Promise<T>;
}

export const awaitable = <T>(output: pulumi.Output<T>): Awaitable<T> => output as unknown as Awaitable<T>;

/** An input's value, or undefined if it isn't known yet in this preview, so that dependents don't become unknown. */
export async function knownOf<T>(input: pulumi.Input<T>): Promise<T | undefined> {
  const value = await awaitable(pulumi.output(input) as pulumi.Output<T>).promise(true);
  return pulumi.isUnknown(value) ? undefined : value;
}
