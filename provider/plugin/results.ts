import { z } from "zod";
import type { PropertyMap } from "../inputs/propertyMap";
import { exportResults, importResults } from "../model/itemResults";

/** Functions that ask the platform nothing: what `results` of the classes for Node.js programs is made of. */
const WORKED_OUT: Readonly<Record<string, (jobs: string[]) => object>> = {
  getExportResults: exportResults,
  getImportResults: importResults,
};

const schema = z.strictObject({ jobs: z.array(z.string()) });

/** What one of them needs and gives; undefined if there is none of the name. */
export function workedOut(name: string) {
  const work = Object.hasOwn(WORKED_OUT, name) ? WORKED_OUT[name] : undefined;
  return work && { schema, answer: ({ jobs }: PropertyMap) => ({ results: work(jobs as string[]) }) };
}
