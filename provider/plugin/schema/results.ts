import { described, type Declared, paragraphs } from "./declared";
import type { Spec, Types } from "./types";

const JOBS = {
  type: "array",
  items: { type: "string" },
};

const FUNCTIONS = {
  getExportResults: {
    resource: "BulkFileExport",
    result: "BulkItemResult",
    item: "export",
  },
  getImportResults: {
    resource: "BulkFileImport",
    result: "BulkImportResult",
    item: "import",
  },
} as const;

/** What became of each item, per key. */
export function resultsOf(types: Types, declared: Declared, result: string, doc: string): Spec {
  const found = declared[result];
  if (!found) throw new Error(`${result} isn't among the public names`);
  return {
    type: "object",
    additionalProperties: types.ofShape(found.shape, result),
    description: paragraphs(doc),
  };
}

/** What `results` of the classes for Node.js programs gives: it is worked out of `jobs` instead of being kept beside it. */
export const resultFunctions = (types: Types, declared: Declared): [string, Spec][] =>
  Object.entries(FUNCTIONS).map(([name, { resource, result, item }]) => {
    const doc = declared[resource]?.shape.members?.["results"]?.doc;
    return [
      `cavatica:index:${name}`,
      {
        description:
          `What became of each ${item} of a ${resource}, from its output \`jobs\`. Asks the platform nothing. ` +
          "A function and no output, since with them state would hold nearly three times as much of each item.",
        inputs: {
          type: "object",
          properties: { jobs: { ...JOBS, description: `The \`jobs\` of the ${resource}.` } },
          required: ["jobs"],
        },
        outputs: {
          type: "object",
          properties: {
            results: resultsOf(types, declared, result, described(resource, "results", doc)),
          },
          required: ["results"],
        },
      },
    ];
  });
