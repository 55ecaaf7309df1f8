import { z } from "zod";
import type { Import, ImportDestination } from "../../model/import";
import { type Job, jobApi, type JobApi, jobFromWire, jobShape } from "./jobs";
import { maybe, maybeText } from "../http/lenient";
import { wireName } from "./wireName";

export interface ImportJob extends Job {
  source: { volume: string; location: string };
  destination: ImportDestination;
  autorename?: boolean | undefined;
  preserveFolderStructure?: boolean | undefined;
}

const schema = z
  .looseObject({
    ...jobShape,
    source: z.looseObject({ volume: z.string(), location: z.string() }),
    destination: z.looseObject({ project: maybeText, parent: maybeText, name: maybeText }),
    autorename: maybe(z.boolean()),
    preserve_folder_structure: maybe(z.boolean()),
  })
  .transform((wire): ImportJob => ({
    ...jobFromWire(wire),
    source: { volume: wire.source.volume, location: wire.source.location },
    destination: {
      project: wire.destination.project,
      parent: wire.destination.parent,
      name: wire.destination.name,
    },
    autorename: wire.autorename,
    preserveFolderStructure: wire.preserve_folder_structure,
  }));

/** Settings in the platform's spelling; unset ones are left out. */
const toWire = ({ source, destination, ...settings }: Import) => ({
  source,
  destination,
  ...Object.fromEntries(
    Object.entries(settings).flatMap(([name, value]) =>
      value === undefined ? [] : [[wireName(name), value]],
    ),
  ),
});

/** https://docs.sevenbridges.com/reference/start-an-import-job-v2, start-a-bulk-import-job and their neighbours. */
export const importsApi: JobApi<Import, ImportJob> = jobApi({
  kind: "import",
  plural: "imports",
  idsKey: "import_ids",
  schema,
  toWire,
});
