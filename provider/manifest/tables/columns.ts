import { distance } from "fastest-levenshtein";

/** What a table's columns may be called. */
export interface Columns {
  /** The known columns, under the names that `itemsFrom` is documented with. */
  names: readonly string[];
  /** Other names of them, in their plain form. */
  aliases?: Readonly<Record<string, string>>;
  /** Names, in their plain form, that are as good as known and have nothing to say here. */
  ignored?: readonly string[];
  /** Of each of these lists all columns must be there, or of the next one. */
  needs: readonly (readonly (readonly string[])[])[];
}

/** A name as it is compared: spreadsheets and people write "File ID", "file_id" or "fileId" for one thing. */
export const plainName = (written: string): string =>
  written
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{Pd}\p{Cf}_"'‘’“”]/gu, "");

/** The known column that is meant; undefined for any other. */
export function columnOf(written: string, { names, aliases = {} }: Columns): string | undefined {
  const plain = plainName(written);
  const known = names.find((name) => plainName(name) === plain);
  return known ?? (Object.hasOwn(aliases, plain) ? aliases[plain] : undefined);
}

/** The name that was probably meant by one that isn't known. Stricter than elsewhere: "size" isn't a slip for "file". */
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

/** As in "flie". */
function areTwoSwapped(written: string, name: string): boolean {
  const at = [...name].findIndex((letter, i) => written[i] !== letter);
  const swapped = `${name.slice(0, at)}${name[at + 1] ?? ""}${name[at] ?? ""}${name.slice(at + 2)}`;
  return swapped === written;
}

/** What separates cells: that with which the header names most known columns, and then most columns at all. */
export function separatorOf(header: string, columns: Columns): string {
  const [best] = ["\t", ";", ","]
    .map((separator) => {
      const names = header.split(separator);
      return { separator, known: names.filter((name) => columnOf(name, columns)).length, all: names.length };
    })
    .sort((a, b) => b.known - a.known || b.all - a.all);
  return best?.separator ?? ",";
}
