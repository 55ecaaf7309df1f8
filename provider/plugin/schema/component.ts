import { z } from "zod";
import { bulkFileExportInputs } from "../../inputs/bulkFileExport";
import { exportSettings } from "../../inputs/exportSettings";
import { volumeId } from "../../inputs/fields";
import { selectionShape } from "../../inputs/lookups";
import { type Declared, paragraphs } from "./declared";
import { resultsOf } from "./results";
import type { Spec, Types } from "./types";

const { prefix } = bulkFileExportInputs.shape;
const { recursive: _always, ...criteria } = selectionShape;

/** What is selected as by getFiles, and exported as by BulkFileExport. */
const inputs = z.strictObject({
  ...criteria,
  volume: volumeId,
  prefix,
  ...exportSettings,
  keepFolders: z.boolean().nullish(),
});

/** ProjectExport, whose outputs are those of the bulk export that it declares, and what it left out. */
export function projectExport(types: Types, declared: Declared, bulk: Spec): Spec {
  const [args, whole] = [declared["ProjectExportArgs"], declared["ProjectExport"]];
  if (!args || !whole) throw new Error("ProjectExport isn't among the public names");
  const json: Spec = z.toJSONSchema(inputs, { io: "input", unrepresentable: "any" });
  const object = types.object(json, "ProjectExport", args.shape);
  const outputs = bulk["properties"] as Record<string, Spec>;
  const leftOut = whole.shape.members?.["leftOut"];
  if (!leftOut) throw new Error("ProjectExport has no leftOut");
  const { summary, failed, jobs } = outputs as Record<"summary" | "failed" | "jobs", Spec>;
  const results = whole.shape.members?.["results"];
  if (!results) throw new Error("ProjectExport has no results");
  return {
    isComponent: true,
    description: paragraphs(whole.doc),
    properties: {
      summary,
      failed,
      jobs,
      results: resultsOf(types, declared, "BulkItemResult", results.doc),
      leftOut: { ...types.ofShape(leftOut.shape, "LeftOut"), description: paragraphs(leftOut.doc) },
    },
    required: ["summary", "failed", "jobs", "results", "leftOut"],
    inputProperties: object.properties,
    requiredInputs: object["required"],
  };
}
