import type * as pulumi from "@pulumi/pulumi";
import { FileExport } from "../resources/fileExport";
import type { Model } from "./model";

/** Options that go to every resource of a manifest. */
export type ManifestOptions = Pick<pulumi.CustomResourceOptions, "dependsOn" | "parent" | "provider">;

/** The resources of a manifest, by section and name. */
export interface Declared {
  exports: Record<string, FileExport>;
}

export function declare(model: Model, opts: ManifestOptions): Declared {
  const exports = Object.entries(model.exports).map(
    ([name, args]) => [name, new FileExport(name, args, opts)] as const,
  );
  return { exports: Object.fromEntries(exports) };
}

/** What a stack shows of them: where each thing ended up. */
export const outputsOf = ({ exports }: Declared) => ({
  exports: Object.fromEntries(Object.entries(exports).map(([name, { uri }]) => [name, uri])),
});
