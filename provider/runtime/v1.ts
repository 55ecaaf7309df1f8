import type { dynamic } from "@pulumi/pulumi";
import { toProvider } from "./boundary";
import type { ResourceType } from "./contract/resourceType";
import { bulkFileExport } from "./bulk/bulkFileExport";
import { bulkFileImport } from "./bulk/bulkFileImport";
import { fileExport } from "./fileExport/fileExport";
import { fileImport } from "./fileImport/fileImport";
import { dieWithEngine } from "./engine/lifetime";
import { keepHeapSmall } from "./engine/memory";
import { volume } from "./volume/volume";
import { VERSION } from "../platform/http/version";

/**
 * What the text in every resource's `__provider` loads (resources/stub.ts). This module's path, `load`, and the names
 * of the types are a permanent contract: state written today must run under next year's package.
 */
const TYPES: Readonly<Record<string, ResourceType>> = {
  FileExport: fileExport,
  BulkFileExport: bulkFileExport,
  Volume: volume,
  FileImport: fileImport,
  BulkFileImport: bulkFileImport,
};

export function load(type: string): dynamic.ResourceProvider {
  const found = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (!found) {
    throw new Error(
      `pulumi-cavatica ${VERSION} has no resource type "${type}"; the state was written by a newer version, install that.`,
    );
  }
  return toProvider(found);
}

dieWithEngine();
keepHeapSmall();
