import fc from "fast-check";

/** The same cases in every run, so that a failure can be reproduced; use FC_SEED=… for others. */
fc.configureGlobal({ seed: Number(process.env["FC_SEED"] ?? 20_260_112) });
