import fc from "fast-check";

/** The same cases in every run, so that a failure is one for everybody; others with FC_SEED=…. */
fc.configureGlobal({ seed: Number(process.env["FC_SEED"] ?? 20_260_112) });
