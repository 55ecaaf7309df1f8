import * as pulumi from "@pulumi/pulumi";
import type { LookupOptions } from "./account";
import type { Look } from "./lookups/look";

/**
 * A look-up as a plain async function. Its code (the platform's client, the checks) is loaded at the first call, since most
 * programs only declare resources.
 */
export function plainForm<Args extends object, Found>(load: () => Promise<{ look: Look<Args, Found> }>) {
  return async (args: Args, options?: LookupOptions): Promise<Found> => {
    const [{ answer }, { look }] = await Promise.all([import("./lookups/answer.js"), load()]);
    return answer(look, args, options);
  };
}

/** Arguments whose members, at any depth, may be outputs of other resources. */
export type InputsOf<Args> = { [K in keyof Args]: InputOf<Args[K]> };

type InputOf<T> = T extends readonly (infer Item)[]
  ? pulumi.Input<InputOf<Item>[]>
  : pulumi.Input<T extends object ? InputsOf<T> : T>;

/** The same look-up for outputs: it runs once all arguments and the provider's account are known. */
export function outputForm<Args extends object, Found>(
  plain: (args: Args, options?: LookupOptions) => Promise<Found>,
) {
  return (args: pulumi.Input<InputsOf<Args>>, options: LookupOptions = {}): pulumi.Output<Found> => {
    // The token is secret, but results found with it aren't.
    const account = pulumi.unsecret(pulumi.output(options.provider?.account));
    return pulumi
      .all([pulumi.output(args), account])
      .apply(([known]) => plain(known as unknown as Args, options));
  };
}
