import { ApiError } from "../errors";
import type { Switches } from "../switches";

/** Why an import is refused, with the volume service's code and the import service's code (both published). */
const CODES = {
  folderMissing: [5026, 10222],
  fileExists: [9108, 10223],
  folderExists: [9108, 10224],
  sourceMissing: [9105, 10225],
  sourceForbidden: [9020, 10226],
} as const;

/** The refusal as one of the two services gives it (which does is not documented: switch importCodes). */
export function importError(switches: Switches, reason: keyof typeof CODES): ApiError {
  const [ofVolumes, ofImports] = CODES[reason];
  return new ApiError(switches.importCodes === "volumes" ? ofVolumes : ofImports);
}
