import type { z } from "zod";
import { bulkFileExportInputs } from "../../../provider/inputs/bulkFileExport";
import { bulkFileImportInputs } from "../../../provider/inputs/bulkFileImport";
import { resultLine } from "../../../provider/inputs/bulkLines";
import { fileExportInputs } from "../../../provider/inputs/fileExport";
import { fileImportInputs } from "../../../provider/inputs/fileImport";
import type { Bag } from "../../../provider/inputs/validate";
import { volumeInputs } from "../../../provider/inputs/volume";
import type { ResourceType } from "../../../provider/runtime/boundary";
import { bulkFileExport } from "../../../provider/runtime/bulk/bulkFileExport";
import { bulkFileImport } from "../../../provider/runtime/bulk/bulkFileImport";
import { fileExport } from "../../../provider/runtime/fileExport";
import { fileImport } from "../../../provider/runtime/fileImport";
import { volume } from "../../../provider/runtime/volume/volume";
import { azure, gcs, s3 } from "../inputs/volumeSamples";

/** How to try each row of a resource's table: a program, and for every input another value. */
export interface Sample {
  type: ResourceType;
  schema: z.ZodType;
  program: Bag;
  /** By path. `from` is a program that the change starts from, where the common one has no such input. `oneWay`: the way back is refused. */
  changes: Record<string, { to: unknown; from?: Bag; oneWay?: true }>;
  /** The outputs of a resource that has come to its end. */
  outs: (inputs: Bag) => Bag;
}

const FILE = "65a1f0c2e4b0a1b2c3d4e5f6";
const OTHER = "75a1f0c2e4b0a1b2c3d4e5f6";
const VOLUME = "lab/archive";
const hidden = { __timeouts: { to: { create: "1h" } }, __urn: { to: "urn:another" } };

const done = (inputs: Bag): Bag => ({ ...inputs, state: "COMPLETED" });
const allDone = ({ items, ...inputs }: Bag): Bag => ({
  ...inputs,
  jobs: (items as string[]).map((item) => resultLine(item, { state: "COMPLETED", job: "j", file: FILE })),
  summary: { COMPLETED: 1 },
});

const exported = { source: { file: FILE }, destination: { location: "a.bam" } };
const imported = { source: { location: "a.bam" }, destination: {} };
const folder = { source: { volume: VOLUME, location: "run7/" }, destination: { project: "lab/run8" } };
const onVolume = (service: object): Bag => ({ name: "archive", accessMode: "RO", service });

export const SAMPLES: Readonly<Record<string, Sample>> = {
  FileExport: {
    type: fileExport,
    schema: fileExportInputs,
    program: { source: { file: FILE }, destination: { volume: VOLUME, location: "a.bam" }, copyOnly: true },
    outs: done,
    changes: {
      source: { to: { file: OTHER } },
      destination: { to: { volume: VOLUME, location: "b.bam" } },
      properties: { to: { awsStorageClass: "GLACIER" } },
      copyOnly: { to: false, oneWay: true },
      overwrite: { to: true },
      ...hidden,
    },
  },
  BulkFileExport: {
    type: bulkFileExport,
    schema: bulkFileExportInputs,
    program: { items: [exported], volume: VOLUME, copyOnly: true },
    outs: allDone,
    changes: {
      items: { to: [{ ...exported, source: { file: OTHER } }] },
      volume: { to: "lab/other" },
      prefix: { to: "p/" },
      properties: { to: { awsCannedAcl: "private" } },
      copyOnly: { to: false },
      overwrite: { to: true },
      onFailure: { to: "report" },
      ...hidden,
    },
  },
  Volume: {
    type: volume,
    schema: volumeInputs,
    program: onVolume(s3),
    outs: (inputs) => ({ ...inputs, active: true }),
    changes: {
      name: { to: "other_name" },
      "service.type": { to: "oss", from: onVolume({ ...s3, endpoint: "store.example" }) },
      "service.bucket": { to: "other-bucket" },
      "service.prefix": { to: "p/" },
      "service.endpoint": { to: "store.example" },
      "service.rootUrl": { to: "https://store.example", from: onVolume(gcs) },
      "service.storageAccount": { to: "otheraccount", from: onVolume(azure) },
      "service.container": { to: "other", from: onVolume(azure) },
      "service.credentials": { to: { accessKeyId: "AKIA1", secretAccessKey: "another-secret" } },
      "service.properties": { to: { sseAlgorithm: null } },
      accessMode: { to: "RW" },
      description: { to: "another" },
      members: { to: { guest: { write: true } } },
      ...hidden,
    },
  },
  FileImport: {
    type: fileImport,
    schema: fileImportInputs,
    program: { source: { volume: VOLUME, location: "a.bam" }, destination: { project: "lab/run8" } },
    outs: done,
    changes: {
      source: { to: { volume: VOLUME, location: "b.bam" } },
      "destination.project": { to: "lab/run9" },
      "destination.parent": { to: OTHER, from: { ...folder, destination: { parent: FILE } } },
      "destination.name": { to: "b.bam" },
      preserveFolderStructure: { to: false, from: folder },
      overwrite: { to: true },
      autorename: { to: true },
      ...hidden,
    },
  },
  BulkFileImport: {
    type: bulkFileImport,
    schema: bulkFileImportInputs,
    program: { items: [imported], volume: VOLUME, project: "lab/run8" },
    outs: allDone,
    changes: {
      items: { to: [{ ...imported, source: { location: "b.bam" } }] },
      volume: { to: "lab/other" },
      prefix: { to: "p/" },
      project: { to: "lab/run9" },
      parent: { to: OTHER, from: { items: [imported], volume: VOLUME, parent: FILE } },
      overwrite: { to: true },
      autorename: { to: true },
      onFailure: { to: "report" },
      ...hidden,
    },
  },
};
