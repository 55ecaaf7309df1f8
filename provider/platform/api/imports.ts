import { z } from "zod";
import { type Job, jobApi, type JobApi, jobFromWire, jobShape } from "./jobs";
import { maybe, maybeText } from "../http/lenient";

export interface ImportDestination {
  project?: string | undefined;
  /** A folder's id, instead of a project. */
  parent?: string | undefined;
  /** Default: the last part of the location. */
  name?: string | undefined;
}

export interface ImportRequest {
  /** `location` is below the volume's prefix; a folder's ends in "/". */
  source: { volume: string; location: string };
  destination: ImportDestination;
  overwrite?: boolean | undefined;
  autorename?: boolean | undefined;
  /** For folders alone; the platform refuses it for a file. */
  preserveFolderStructure?: boolean | undefined;
}

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

/** A folder's location ends in "/"; it stands for everything whose key begins so. */
export const isFolderLocation = (location: string): boolean => location.endsWith("/");

/** Straight into the destination, without a folder of their own: then the result is the destination itself. */
export const isScattered = ({
  source,
  preserveFolderStructure,
}: Pick<ImportRequest, "source" | "preserveFolderStructure">): boolean =>
  isFolderLocation(source.location) && preserveFolderStructure === false;

/** The name of the alias, or of the folder that holds the aliases: as given, else the last part of the location. */
export const importedName = ({
  source,
  destination,
}: Pick<ImportRequest, "source" | "destination">): string =>
  destination.name ?? source.location.replace(/\/$/, "").split("/").at(-1) ?? "";

const toWire = (request: ImportRequest) => ({
  source: request.source,
  destination: request.destination,
  overwrite: request.overwrite ?? false,
  autorename: request.autorename ?? false,
  ...(request.preserveFolderStructure !== undefined && {
    preserve_folder_structure: request.preserveFolderStructure,
  }),
});

/** Pages "Start an import job", "Start a bulk import job" and their neighbours. */
export const importsApi: JobApi<ImportRequest, ImportJob> = jobApi({
  kind: "import",
  plural: "imports",
  idsKey: "import_ids",
  schema,
  toWire,
});
