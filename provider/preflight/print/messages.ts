import { exportKey } from "../../model/export";
import { groupBy } from "../../platform/collections";
import type { Origin, Part } from "../../resources/declarations";
import { isExport, isImport, type Planned } from "../plan/planned";
import type { Finding } from "../judge/verdict";

/** What messages need to know about their resource. */
export interface Named {
  name: string;
  origin: Origin | undefined;
  /** Whether its inputs are secret, so that none of them may be shown. */
  isSecret: boolean;
}

/** The most items of one resource that are named; the rest are counted. */
const MOST_NAMED = 20;

/** The message in a resource's row about its exports; `most`: how many there are. */
export function messageOf(owner: Named, findings: readonly Finding[], most: number): string {
  const [first] = findings;
  const text = first?.item.isItem ? itemsText(owner, findings, most) : exportText(owner, findings);
  return owner.isSecret ? hidden(text, findings) : text;
}

/** "exports.yaml:12:26: source.file: …", one line per finding. */
const exportText = ({ origin }: Named, findings: readonly Finding[]): string =>
  findings.map(({ part, text }) => `${origin ? `${origin.at(part)}: ` : ""}${part}: ${text}`).join("\n");

function itemsText(owner: Named, findings: readonly Finding[], most: number): string {
  const concerned = new Set(findings.map(({ item }) => item)).size;
  const verb = findings.some(({ severity }) => severity === "error") ? "will fail" : "may fail";
  // A missing volume is reported once, not once per item.
  const groups = [...groupBy(findings, ({ part, text }) => `${part}\n${text}`).values()];
  const lines = groups.slice(0, MOST_NAMED).map((group) => lineOf(owner, group));
  const more = groups.slice(MOST_NAMED).flat().length;
  return [
    `items: ${concerned} of ${most} ${verb}.`,
    ...lines,
    ...(more > 0 ? [`and ${more} more like these`] : []),
  ].join("\n");
}

function lineOf({ origin }: Named, [first, ...others]: readonly Finding[]): string {
  if (!first) return "";
  const { item, part, text } = first;
  const at = placeOf(item, part, origin);
  const also = others.length > 0 ? ` and ${others.length} more` : "";
  return `${at}${labelOf(item)}${also}: ${part}: ${text}`;
}

function placeOf(item: Planned, part: Part, origin: Origin | undefined): string {
  const at = originOfItem(item, origin, part) ?? origin?.at();
  return at === undefined ? "" : `${at}: `;
}

/** Where one item among many is written, if enough of it is known to identify it. */
export function originOfItem(item: Planned, origin: Origin | undefined, part?: Part): string | undefined {
  const { location } = item;
  if (location === undefined) return undefined;
  if (isExport(item))
    return item.file === undefined ? undefined : origin?.ofItem?.({ file: item.file, location }, part);
  const { folder, name } = item;
  return folder === undefined || name === undefined
    ? undefined
    : origin?.ofItem?.({ location, folder, name }, part);
}

/** Items are identified by destination, as in the resource's results. */
function labelOf(item: Planned): string {
  const { volume, location } = item;
  if (isImport(item) && item.folder !== undefined && item.name) return `${item.folder}/${item.name}`;
  if (volume !== undefined && location !== undefined) return exportKey({ destination: { volume, location } });
  return (isExport(item) ? item.file : undefined) ?? "an item";
}

/** Masks what the program has declared secret. */
function hidden(text: string, findings: readonly Finding[]): string {
  const secrets = findings.flatMap(({ item }) => [
    ...(isImport(item) ? [item.folder, item.name] : [item.file]),
    item.location,
    item.volume,
  ]);
  return secrets.reduce<string>(
    (shown, secret) => (secret ? shown.replaceAll(secret, "[secret]") : shown),
    text,
  );
}
