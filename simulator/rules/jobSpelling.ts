import type { ExportJob, ImportJob, VolumeRecord } from "../world/records";
import type { World } from "../world/world";

type Json = Record<string, unknown>;

/** What applies on S3 if neither export nor volume specifies otherwise (sample of get-details-of-an-export-job-v2). */
const FILLED_IN = { sse_algorithm: "AES256", aws_storage_class: "STANDARD" };

/** An export's members as responses spell them. */
export function spellExport({ switches }: World, volume: VolumeRecord, job: ExportJob): Json {
  const id = idSpelling(switches.idEcho);
  const isFilledIn = switches.echoProperties === "filled-in" && volume.service.type === "s3";
  return {
    source: { file: id(job.source.file) },
    destination: {
      volume: id(job.destination.volume),
      location: spelled(switches, job.destination.location),
    },
    ...(isFilledIn && { properties: { ...FILLED_IN, ...job.properties } }),
  };
}

/** An import's members as responses spell them; `structure` is what was sent. */
export function spellImport(world: World, job: ImportJob, structure: boolean | undefined): Json {
  const { switches } = world;
  const isBare = switches.folderLocationEcho === "bare";
  const location = isBare ? job.source.location.replace(/(?<=.)\/$/, "") : job.source.location;
  const isFolder = job.preserveFolderStructure !== undefined;
  const shown = switches.folderStructureEcho === "filled-in" ? job.preserveFolderStructure : structure;
  return {
    source: { volume: idSpelling(switches.idEcho)(job.source.volume), location: spelled(switches, location) },
    destination: switches.importDestinationEcho === "whole" ? wholeDestination(world, job) : job.destination,
    ...(isFolder && { preserve_folder_structure: shown }),
  };
}

function wholeDestination(world: World, { source, destination }: ImportJob): Json {
  const project = destination.project ?? world.files.get(destination.parent ?? "")?.project;
  const parent = destination.parent ?? world.people.projects.get(project ?? "")?.rootFolder;
  const name = destination.name ?? source.location.replace(/\/+$/, "").split("/").at(-1);
  return { project, parent, name };
}

const spelled = ({ locationEcho }: World["switches"], location: string): string =>
  locationEcho === "leading-slash" && !location.startsWith("/") ? `/${location}` : location;

const idSpelling =
  (idEcho: World["switches"]["idEcho"]) =>
  (id: string): string =>
    idEcho === "upper" ? id.toUpperCase() : id;
