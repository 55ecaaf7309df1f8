import type { ExportJob, ExportRequest } from "../../platform/api/exports";
import * as texts from "../job/texts";

/** What users are told when an export doesn't come to its end. */

export const exportWhat = ({ source, destination }: ExportRequest): string =>
  `export of file ${source.file} to ${destination.volume}/${destination.location}`;

export const refusedText = (request: ExportRequest, error: unknown): string =>
  texts.refusedText(exportWhat(request), error);

export const failedJobText = (request: ExportRequest, job: ExportJob): string =>
  texts.failedJobText(exportWhat(request), job);

export const unfinishedText = (request: ExportRequest, id: string, error: unknown): string =>
  texts.unfinishedText(exportWhat(request), id, error);
