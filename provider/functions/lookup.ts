import * as pulumi from "@pulumi/pulumi";
import type { LookupOptions } from "./account";
import type { Look } from "./lookups/look";

/**
 * A look-up as a plain async function. What it takes to make one (the platform's client, the checks) is loaded at the
 * first call: most programs only declare resources.
 */
export function plainForm<Args extends object, Found>(load: () => Promise<{ look: Look<Args, Found> }>) {
  return async (args: Args, options?: LookupOptions): Promise<Found> => {
    const [{ answer }, { look }] = await Promise.all([import("./lookups/answer.js"), load()]);
    return answer(look, args, options);
  };
}

/** Arguments whose members, and theirs, may be outputs of other resources. */
export type InputsOf<Args> = { [K in keyof Args]: InputOf<Args[K]> };

type InputOf<T> = T extends readonly (infer Item)[]
  ? pulumi.Input<InputOf<Item>[]>
  : pulumi.Input<T extends object ? InputsOf<T> : T>;

/** The same look-up on outputs: it is made once all arguments and the provider's account are known. */
export function outputForm<Args extends object, Found>(
  plain: (args: Args, options?: LookupOptions) => Promise<Found>,
) {
  return (args: pulumi.Input<InputsOf<Args>>, options: LookupOptions = {}): pulumi.Output<Found> => {
    // The token is secret; what is found with it isn't for that.
    const account = pulumi.unsecret(pulumi.output(options.provider?.account));
    return pulumi
      .all([pulumi.output(args), account])
      .apply(([known]) => plain(known as unknown as Args, options));
  };
}
