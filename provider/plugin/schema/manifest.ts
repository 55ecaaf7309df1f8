import { type Declared, described, type Shape } from "./declared";
import type { Spec, Types } from "./types";

const TEXTS: Spec = { type: "object", additionalProperties: { type: "string" } };

/** The component that declares a manifest, whose outputs are those that `fromManifest` gives a stack to export. */
export function manifest(types: Types, declared: Declared, bulk: Spec): Spec {
  const shape = declared["ManifestOutputs"]?.shape;
  if (!shape) throw new Error("ManifestOutputs isn't among the public names");
  const counts: Spec = { type: "object", additionalProperties: countsOf(types, bulk) };
  const texts = { volumes: TEXTS, exports: TEXTS, imports: TEXTS };
  const bulks = { bulkExports: counts, projectExports: counts, bulkImports: counts };
  return {
    isComponent: true,
    description: DESCRIPTION,
    properties: withDocs({ ...texts, ...bulks }, shape),
    inputProperties: { path: { type: "string", description: PATH } },
    requiredInputs: ["path"],
  };
}

const DESCRIPTION = `Declares what a YAML manifest lists: volumes, exports, imports, bulk and selected ones, each as a resource of its own below this one. Its shape: docs/manifest.md. References such as \`\${config.key}\` are the stack's configuration; secrets stay secret.

Errors name every problem with file, line and column; then nothing has been declared. What the preflight finds names the line, too.

Options of the component that its resources take over: \`provider\`, \`dependsOn\`, \`protect\`, \`retainOnDelete\`, \`deletedWith\` and \`customTimeouts\`.`;

const PATH =
  "The manifest: absolute, or relative to the folder where the program runs. Tables that it names are relative to itself.";

/** How many files ended in each state, and which failed. */
function countsOf(types: Types, bulk: Spec): Spec {
  const { summary, failed } = bulk["properties"] as Record<"summary" | "failed", Spec>;
  return types.refer("ManifestCounts", {
    type: "object",
    description: "How many files ended in each state, and the keys of those that failed.",
    properties: { summary, failed: { ...failed, description: "Keys of those that failed." } },
    required: ["summary", "failed"],
  });
}

const withDocs = (specs: Record<string, Spec>, shape: Shape): Record<string, Spec> =>
  Object.fromEntries(
    Object.keys(shape.members ?? {}).map((key) => {
      const doc = described("ManifestOutputs", key, shape.members?.[key]?.doc);
      return [key, { ...specs[key], description: doc }];
    }),
  );
