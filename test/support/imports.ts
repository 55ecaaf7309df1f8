import type { PropertyMap } from "./providerProcess";

/** Inputs, as checked, of an import from the volume lab/archive into the project lab/run8. */
export const importOf = (location: string, more: PropertyMap = {}): PropertyMap => ({
  source: { volume: "lab/archive", location },
  destination: { project: "lab/run8" },
  overwrite: false,
  autorename: false,
  ...more,
});
