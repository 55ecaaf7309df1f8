import { resultLine } from "../../../provider/model/result";
import type { PropertyMap } from "../../../provider/inputs/propertyMap";
import type { ResourceType } from "../../../provider/runtime/contract/resourceType";
import { bulkFileExport } from "../../../provider/runtime/bulk/bulkFileExport";
import { bulkFileImport } from "../../../provider/runtime/bulk/bulkFileImport";
import { fileExport } from "../../../provider/runtime/fileExport/fileExport";
import { fileImport } from "../../../provider/runtime/fileImport/fileImport";
import { VOLUME_SAMPLE } from "./volumeSample";

/** How to test each row of a resource's table: a program, and another value for every input. */
export interface Sample {
  type: ResourceType;
  program: PropertyMap;
  /** By path: those of the rows and of their members. */
  changes: Record<string, Change>;
  /** The outputs of a resource that has completed. */
  outs: (inputs: PropertyMap) => PropertyMap;
}

export interface Change {
  to: unknown;
  /** A program that the change starts from, if the common one has no such input. */
  from?: PropertyMap;
  /** Reverting the change is refused. */
  oneWay?: true;
}

const FILE = "65a1f0c2e4b0a1b2c3d4e5f6";
const OTHER = "75a1f0c2e4b0a1b2c3d4e5f6";
const VOLUME = "lab/archive";

const done = (inputs: PropertyMap): PropertyMap => ({ ...inputs, state: "COMPLETED" });
const allDone = ({ items, ...inputs }: PropertyMap): PropertyMap => ({
  ...inputs,
  jobs: (items as string[]).map((item) => resultLine(item, { state: "COMPLETED", job: "j", file: FILE })),
  summary: { COMPLETED: 1 },
});

/** Export properties below a path, on top of a program that has some. */
const properties = (path: string, from: (given: PropertyMap) => PropertyMap): Record<string, Change> => ({
  [`${path}.sseAlgorithm`]: { to: null, from: from({ sseAlgorithm: "AES256" }) },
  [`${path}.sseAwsKmsKeyId`]: { to: "k2", from: from({ sseAlgorithm: "aws:kms", sseAwsKmsKeyId: "k1" }) },
  [`${path}.awsCannedAcl`]: { to: "private", from: from({}) },
  [`${path}.awsStorageClass`]: { to: "GLACIER", from: from({ awsStorageClass: "STANDARD" }) },
});

const single = { source: { file: FILE }, destination: { volume: VOLUME, location: "a.bam" }, copyOnly: true };
const exported = { source: { file: FILE }, destination: { volume: VOLUME, location: "a.bam" } };
const bulk = (item: PropertyMap = {}, more: PropertyMap = {}): PropertyMap => ({
  items: [{ ...exported, ...item }],
  copyOnly: true,
  ...more,
});
const inheriting = (more: PropertyMap = {}): PropertyMap =>
  bulk({ destination: { location: "a.bam" } }, { volume: VOLUME, ...more });

const FILE_EXPORT: Sample = {
  type: fileExport,
  program: single,
  outs: done,
  changes: {
    source: { to: { file: OTHER } },
    "source.file": { to: OTHER },
    destination: { to: { volume: VOLUME, location: "b.bam" } },
    "destination.volume": { to: "lab/other" },
    "destination.location": { to: "b.bam" },
    properties: { to: { awsStorageClass: "GLACIER" } },
    ...properties("properties", (given) => ({ ...single, properties: given })),
    copyOnly: { to: false, oneWay: true },
    verify: { to: true },
    overwrite: { to: true },
  },
};

const BULK_FILE_EXPORT: Sample = {
  type: bulkFileExport,
  program: inheriting(),
  outs: allDone,
  changes: {
    items: { to: [{ ...exported, source: { file: OTHER } }] },
    "items.*.source.file": { to: OTHER },
    "items.*.destination.volume": { to: "lab/other" },
    "items.*.destination.location": { to: "b.bam" },
    ...properties("items.*.properties", (given) => bulk({ properties: given })),
    "items.*.overwrite": { to: true },
    volume: { to: "lab/other" },
    prefix: { to: "p/" },
    properties: { to: { awsCannedAcl: "private" } },
    ...properties("properties", (given) => inheriting({ properties: given })),
    copyOnly: { to: false },
    verify: { to: true },
    overwrite: { to: true },
    onFailure: { to: "report" },
  },
};

const folder = { source: { volume: VOLUME, location: "run7/" }, destination: { project: "lab/run8" } };

const FILE_IMPORT: Sample = {
  type: fileImport,
  program: { source: { volume: VOLUME, location: "a.bam" }, destination: { project: "lab/run8" } },
  outs: done,
  changes: {
    source: { to: { volume: VOLUME, location: "b.bam" } },
    "source.volume": { to: "lab/other" },
    "source.location": { to: "b.bam" },
    "destination.project": { to: "lab/run9" },
    "destination.parent": { to: OTHER, from: { ...folder, destination: { parent: FILE } } },
    "destination.name": { to: "b.bam" },
    preserveFolderStructure: { to: false, from: folder },
    overwrite: { to: true },
    autorename: { to: true },
  },
};

const imported = { source: { location: "a.bam" }, destination: {} };
const many = (item: PropertyMap = {}, more: PropertyMap = { project: "lab/run8" }): PropertyMap => ({
  items: [{ ...imported, ...item }],
  volume: VOLUME,
  ...more,
});

const BULK_FILE_IMPORT: Sample = {
  type: bulkFileImport,
  program: many(),
  outs: allDone,
  changes: {
    items: { to: [{ ...imported, source: { location: "b.bam" } }] },
    "items.*.source.volume": { to: "lab/other" },
    "items.*.source.location": { to: "b.bam" },
    "items.*.destination.project": { to: "lab/run9" },
    "items.*.destination.parent": { to: OTHER, from: many({ destination: { parent: FILE } }, {}) },
    "items.*.destination.name": { to: "b.bam" },
    "items.*.overwrite": { to: true },
    "items.*.autorename": { to: true },
    "items.*.preserveFolderStructure": { to: false, from: many({ source: { location: "run7/" } }) },
    volume: { to: "lab/other" },
    prefix: { to: "p/" },
    project: { to: "lab/run9" },
    parent: { to: OTHER, from: many({}, { parent: FILE }) },
    overwrite: { to: true },
    autorename: { to: true },
    onFailure: { to: "report" },
  },
};

export const SAMPLES: Readonly<Record<string, Sample>> = {
  FileExport: FILE_EXPORT,
  BulkFileExport: BULK_FILE_EXPORT,
  Volume: VOLUME_SAMPLE,
  FileImport: FILE_IMPORT,
  BulkFileImport: BULK_FILE_IMPORT,
};
