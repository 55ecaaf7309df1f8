import { fileExportInputs } from "../../inputs/fileExport";
import type { PropertyMap } from "../../inputs/propertyMap";
import { type Export, exportKey } from "../../model/export";

const INPUTS = Object.keys(fileExportInputs.shape);

/** The inputs among the outputs: every input is echoed there, since delete, read and diff see only outputs. */
export const inputsAmong = (outs: PropertyMap): PropertyMap =>
  Object.fromEntries(INPUTS.filter((key) => key in outs).map((key) => [key, outs[key]]));

/** For messages. */
export const exportWhat = (request: Export): string =>
  `export of file ${request.source.file} to ${exportKey(request)}`;

/** The export that checked inputs, or outputs, describe. */
export const exportIn = (props: PropertyMap): Export => inputsAmong(props) as unknown as Export;
