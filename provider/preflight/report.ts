import { itemKey } from "../inputs/bulkLines";
import { groupBy } from "../platform/groups";
import type { Origin, Part } from "../resources/declarations";
import type { Planned } from "./planned";
import type { Finding } from "./verdict";

/** What findings need to know of the resource they are about. */
export interface Named {
  name: string;
  origin: Origin | undefined;
  /** Whether its inputs are secret, so that nothing of them may show. */
  isSecret: boolean;
}

const PROPERTY: Readonly<Record<Part, string>> = {
  file: "source.file",
  volume: "destination.volume",
  location: "destination.location",
};

/** So many items of one resource are named; the rest is counted. */
const MOST_NAMED = 20;

/** What is said in a resource's row about its exports; `most`: how many there are. */
export function messageOf(owner: Named, findings: readonly Finding[], most: number): string {
  const [first] = findings;
  const text = first?.item.isItem ? itemsText(owner, findings, most) : exportText(owner, findings);
  return owner.isSecret ? hidden(text, findings) : text;
}

/** "exports.yaml:12:26: source.file: …", a line a finding. */
const exportText = ({ origin }: Named, findings: readonly Finding[]): string =>
  findings
    .map(({ part, text }) => `${origin ? `${origin.at(part)}: ` : ""}${PROPERTY[part]}: ${text}`)
    .join("\n");

function itemsText(owner: Named, findings: readonly Finding[], most: number): string {
  const concerned = new Set(findings.map(({ item }) => item)).size;
  const verb = findings.some(({ severity }) => severity === "error") ? "can't be made" : "are in doubt";
  // A volume that isn't there is said once, not once an item.
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
  return `${at}${labelOf(item)}${also}: ${PROPERTY[part]}: ${text}`;
}

function placeOf({ file, location }: Planned, part: Part, origin: Origin | undefined): string {
  const known = file === undefined || location === undefined ? undefined : { file, location };
  const at = (known && origin?.ofItem?.(known, part)) ?? origin?.at();
  return at === undefined ? "" : `${at}: `;
}

/** Items go by their places, as in the resource's results. */
const labelOf = ({ file, volume, location }: Planned): string =>
  volume === undefined || location === undefined ? (file ?? "an item") : itemKey({ volume, location });

/** Without what the program has declared secret. */
function hidden(text: string, findings: readonly Finding[]): string {
  const secrets = findings.flatMap(({ item: { file, volume, location } }) => [file, location, volume]);
  return secrets.reduce<string>(
    (shown, secret) => (secret ? shown.replaceAll(secret, "[secret]") : shown),
    text,
  );
}
