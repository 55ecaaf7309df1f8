import * as pulumi from "@pulumi/pulumi";
import { answer } from "../functions/lookups/answer";
import { type GetFilesArgs, look } from "../functions/lookups/getFiles";
import { textOf } from "../platform/errors/errors";
import { plainError } from "../resources/plainError";
import type { Provider } from "../resources/provider";
import type { LeftOut } from "./items";
import { type SelectArgs, type Selected, selectedOf } from "./selection";

export type { LeftOut, Selected };

/** Looks up the files, warns about those that are left out, and fails if the rest can't be declared. */
export async function selectItems(
  args: SelectArgs,
  component: pulumi.Resource,
  provider: Provider | undefined,
): Promise<Selected> {
  try {
    const options = provider ? { provider } : {};
    const criteria = args.criteria as GetFilesArgs;
    const { files } = await answer({ ...look, name: "ProjectExport" }, criteria, options);
    return await selectedOf(files, args, (text) => pulumi.log.warn(text, component));
  } catch (error) {
    await pulumi.log.error(textOf(error), component);
    throw plainError("a ProjectExport can't be declared; the error in its own row says why");
  }
}
