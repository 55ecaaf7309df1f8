import { distance } from "fastest-levenshtein";

/** The possible names of a table's columns. */
export interface Columns {
  /** The known columns, by the names documented for `itemsFrom`. */
  names: readonly string[];
  /** Their other names, in normalised form. */
  aliases?: Readonly<Record<string, string>>;
  /** Names, in normalised form, that are known but ignored here. */
  ignored?: readonly string[];
  /** Of each list of alternatives, all columns of at least one must be present. */
  needs: readonly (readonly (readonly string[])[])[];
}

/** A name's normalised form, for comparison: spreadsheets and users write "File ID", "file_id" or "fileId". */
export const plainName = (written: string): string =>
  written
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{Pd}\p{Cf}_"'‘’“”]/gu, "");

/** The known column that is meant; undefined if there is none. */
export function columnOf(written: string, { names, aliases = {} }: Columns): string | undefined {
  const plain = plainName(written);
  const known = names.find((name) => plainName(name) === plain);
  return known ?? (Object.hasOwn(aliases, plain) ? aliases[plain] : undefined);
}

/** The column that was probably meant by an unknown name. Stricter than elsewhere: "size" isn't a typo of "file". */
export function nearMiss(written: string, columns: Columns): string | undefined {
  const plain = plainName(written);
  if (columns.ignored?.includes(plain)) return undefined;
  const known = [...columns.names, ...Object.keys(columns.aliases ?? {})];
  return known.find((name) => isSlipOf(plain, plainName(name)));
}

function isSlipOf(written: string, name: string): boolean {
  if (name.length < 4) return false;
  const slips = distance(written, name);
  return slips <= (name.length < 7 ? 1 : 2) || (slips === 2 && areTwoSwapped(written, name));
}

/** Whether two letters are swapped, as in "flie". */
function areTwoSwapped(written: string, name: string): boolean {
  const at = [...name].findIndex((letter, i) => written[i] !== letter);
  const swapped = `${name.slice(0, at)}${name[at + 1] ?? ""}${name[at] ?? ""}${name.slice(at + 2)}`;
  return swapped === written;
}

/** The separator with which the header contains the most known columns, or else the most columns. */
export function separatorOf(header: string, columns: Columns): string {
  const [best] = ["\t", ";", ","]
    .map((separator) => {
      const names = header.split(separator);
      return { separator, known: names.filter((name) => columnOf(name, columns)).length, all: names.length };
    })
    .sort((a, b) => b.known - a.known || b.all - a.all);
  return best?.separator ?? ",";
}
