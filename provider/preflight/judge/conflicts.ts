import { exportKey } from "../../model/export";
import { objectUri, type PlatformVolume } from "../../platform/api/volumes";
import type { Part } from "../../resources/declarations";
import { type Clash, findClashes } from "./clashes";
import { isExport, isImport, type Planned, type PlannedExport, type PlannedImport } from "../plan/planned";
import { originOfItem, type Named } from "../print/messages";
import type { Finding } from "./verdict";

/** What identifies a destination, as far as it is known: volume ids are unique only within a platform. */
export interface Where {
  endpoint?: string;
  store?: PlatformVolume | undefined;
}

/**
 * Items that conflict with each other: exports with the same destination, whose objects would replace each other; files that would
 * be moved twice, which is impossible; imports under the same name, of which the second is refused or replaces the first.
 */
export function clashFindings<N extends Named>(
  items: readonly Planned<N>[],
  where: (item: Planned<N>) => Where,
): Finding<N>[] {
  const exports = items.filter(isExport);
  const findings = <P extends Planned<N>>(
    part: Part,
    clashes: Clash<P>[],
    textOf: (clash: Clash<P>) => string,
  ) =>
    clashes.map((clash): Finding<N> => ({ item: clash.item, part, severity: "error", text: textOf(clash) }));
  return [
    ...findings(
      "destination.location",
      findClashes(exports, (item) => placesOf(item, where(item))),
      placeText,
    ),
    ...findings("source.file", findClashes(exports, movedFile), moveText),
    ...findings(
      "destination.name",
      findClashes(items.filter(isImport), (item) => nameOf(item, where(item))),
      nameText,
    ),
  ];
}

/** By volume, and by the object's URI, since two volumes may mount the same bucket. */
function placesOf({ volume, location }: PlannedExport, { endpoint, store }: Where): string[] {
  if (volume === undefined || location === undefined) return [];
  const place = exportKey({ destination: { volume, location } });
  const address = store && objectUri(store.service, location);
  const keys = [endpoint === undefined ? undefined : `${endpoint}\n${place}`, address];
  return keys.filter((key) => key !== undefined);
}

const movedFile = ({ file, moves }: PlannedExport): string[] => (moves && file !== undefined ? [file] : []);

/** With autorename there is no conflict; objects that go straight into a folder have many names. */
function nameOf({ folder, name, autorename }: PlannedImport, { endpoint }: Where): string[] {
  const isKnown = endpoint !== undefined && folder !== undefined && Boolean(name) && autorename === false;
  return isKnown ? [`${endpoint}\n${folder}/${name}`] : [];
}

const placeText = ({ item, with: other }: Clash<PlannedExport<Named>>): string =>
  `${keyOf(item)} is also the destination of ${labelOf(other)}; one object would replace the other. Give each its own location.`;

const moveText = ({ item, with: other }: Clash<PlannedExport<Named>>): string =>
  `${item.file} is moved to ${keyOf(other)} by ${labelOf(other)}, and is then an alias, which can't be exported again. ` +
  `Declare it once; for a second object, declare this one with copyOnly: true, and make ${labelOf(other)} depend on it ` +
  `(dependsOn).`;

const nameText = ({ item, with: other }: Clash<PlannedImport<Named>>): string =>
  `${item.folder}/${item.name} is already the destination of ${labelOf(other)}. Give it another name, or set autorename.`;

const keyOf = ({ volume = "", location = "" }: PlannedExport): string =>
  exportKey({ destination: { volume, location } });

function labelOf(item: Planned<Named>): string {
  const { name, origin } = item.owner;
  const at = (item.isItem ? originOfItem(item, origin) : undefined) ?? origin?.at();
  return `"${name}"${at === undefined ? "" : ` (${at})`}`;
}
