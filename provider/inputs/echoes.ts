/** Outputs that repeat inputs under other names, and are therefore as secret as the inputs. */
export const ECHOES_OF_ONE = ["uri", "error", "result"];
export const ECHOES_OF_MANY = ["jobs", "failed"];
