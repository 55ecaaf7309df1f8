/** Outputs that repeat inputs under other names, so that they are as secret as those. */
export const ECHOES_OF_ONE = ["uri", "error", "result"];
export const ECHOES_OF_MANY = ["jobs", "failed"];
