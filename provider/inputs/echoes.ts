const ECHOES_OF_ONE = ["uri", "error", "result"];
/** The items as `check` leaves them contain what the resource says for all of them, such as a secret prefix. */
const ECHOES_OF_MANY = ["items", "jobs", "failed"];

/** By type: outputs that repeat inputs under other names or in another form, and are therefore as secret as the inputs. */
export const ECHOES: Readonly<Record<string, readonly string[]>> = {
  FileExport: ECHOES_OF_ONE,
  FileImport: ECHOES_OF_ONE,
  BulkFileExport: ECHOES_OF_MANY,
  BulkFileImport: ECHOES_OF_MANY,
};
