import { objectUri } from "../platform/api/volumes";
import type { PropertyMap } from "../inputs/propertyMap";
import { type StackState } from "./state";
import { bagAt, textAt } from "./safeAccess";
import { SECRET } from "./secrets";

/** The URI of a location on a volume, as far as the state shows it. */
export type UriOf = (volume: string, location: string) => string | undefined;

/**
 * Bulk resources don't store URIs, to keep state small. They are derived from the volume, if the stack declares it, or from
 * the URI of any single export or import.
 */
export function uriTeller(state: StackState): UriOf {
  const bases = new Map<string, string>();
  for (const { type, id, outputs } of state.resources) {
    if (type.endsWith(":Volume") && id) learn(bases, id, baseOfVolume(outputs));
    for (const side of ["destination", "source"])
      learn(bases, textAt(outputs, side, "volume"), baseOf(outputs, textAt(outputs, side, "location")));
  }
  return (volume, location) => {
    const base = bases.get(volume);
    return base === undefined ? undefined : base + location;
  };
}

function learn(bases: Map<string, string>, volume: string | undefined, base: string | undefined): void {
  if (volume !== undefined && volume !== SECRET && base !== undefined && !bases.has(volume))
    bases.set(volume, base);
}

function baseOfVolume(outputs: PropertyMap): string | undefined {
  const service = bagAt(outputs, "service");
  const type = textAt(service, "type")?.toLowerCase();
  if (type === undefined) return undefined;
  const text = (name: string) => textAt(service, name);
  return objectUri(
    {
      type,
      bucket: text("bucket"),
      prefix: text("prefix"),
      container: text("container"),
      endpoint: text("endpoint"),
      storage_account: text("storageAccount"),
    },
    "",
  );
}

function baseOf(outputs: PropertyMap, location: string | undefined): string | undefined {
  const uri = textAt(outputs, "uri");
  if (!uri || !location || !uri.endsWith(location)) return undefined;
  return uri.slice(0, -location.length);
}
