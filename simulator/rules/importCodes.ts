import { ApiError } from "../errors";
import type { Switches } from "../switches";

/** What stands against an import, with the code of the service for volumes and that of the import service (both published). */
const CODES = {
  folderMissing: [5026, 10222],
  fileExists: [9108, 10223],
  folderExists: [9108, 10224],
  sourceMissing: [9105, 10225],
  sourceForbidden: [9020, 10226],
} as const;

/** The refusal as the one or the other gives it (which does is not documented: switch importCodes). */
export function importError(switches: Switches, reason: keyof typeof CODES): ApiError {
  const [ofVolumes, ofImports] = CODES[reason];
  return new ApiError(switches.importCodes === "volumes" ? ofVolumes : ofImports);
}
