import { itemKey } from "../inputs/bulkLines";
import { objectUri, type PlatformVolume } from "../platform/volumes";
import { type Clash, findClashes } from "./clashes";
import type { Planned } from "./planned";
import type { Named } from "./report";
import type { Finding } from "./verdict";

/** What tells places apart, as far as it is known: a platform's volumes have names of their own. */
export interface Where {
  endpoint?: string;
  store?: PlatformVolume | undefined;
}

type Item = Planned<Named>;

/** Exports that can't both be made as declared. */
export const clashFindings = <P extends Item>(items: readonly P[], where: (item: P) => Where): Finding<P>[] =>
  findClashes(items, (item) => placesOf(item, where(item))).map((clash) => ({
    item: clash.item,
    part: clash.kind === "place" ? "location" : "file",
    severity: "error",
    text: textOf(clash),
  }));

/** By volume, and by the store's address, since two volumes may mount one bucket. */
function placesOf({ volume, location }: Item, { endpoint, store }: Where): string[] {
  if (volume === undefined || location === undefined) return [];
  const place = itemKey({ volume, location });
  const address = store && objectUri(store.service, location);
  const keys = [endpoint === undefined ? undefined : `${endpoint}\n${place}`, address];
  return keys.filter((key) => key !== undefined);
}

function textOf({ kind, item, with: other }: Clash<Item>): string {
  const [file, by] = [item.file ?? "", labelOf(other)];
  if (kind === "place") {
    const place = itemKey({ volume: item.volume ?? "", location: item.location ?? "" });
    return `${place} is where ${by} puts its file; one would destroy the other. Give each its own location.`;
  }
  const place = itemKey({ volume: other.volume ?? "", location: other.location ?? "" });
  return (
    `${file} is moved to ${place} by ${by}, and is an alias then, which can't be exported again. Declare it once; ` +
    `for a second object declare this one with copyOnly: true, and have ${by} depend on it (dependsOn).`
  );
}

const labelOf = ({ owner, file, location, isItem }: Item): string => {
  const known = isItem && file !== undefined && location !== undefined ? { file, location } : undefined;
  const at = (known && owner.origin?.ofItem?.(known)) ?? owner.origin?.at();
  return `"${owner.name}"${at === undefined ? "" : ` (${at})`}`;
};
