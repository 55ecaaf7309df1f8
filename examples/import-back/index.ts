import { Config } from "@pulumi/pulumi";
import { FileExport, FileImport, getFileOutput } from "pulumi-cavatica";

const config = new Config();

const file = getFileOutput({ id: config.require("file") });

const archived = new FileExport("archived", {
  source: { file: file.id },
  destination: { volume: config.require("volume"), location: file.path },
  // Keeps the file in its project; without this it would itself become an alias.
  copyOnly: true,
});

// Uses the export's volume and location, and so waits until the object exists.
const back = new FileImport("back", {
  source: archived.destination,
  destination: { project: config.require("project") },
});

export const uri = archived.uri;
export const alias = back.file;
export const name = back.result.apply((result) => result?.name);
