import { dirname, isAbsolute, join } from "node:path";
import { complaints } from "../../inputs/validate";
import type { TableItems } from "../model/model";
import type { Manifest } from "../schema/manifest";
import type { Located } from "../text/located";
import type { Problem } from "../text/problem";
import { Source } from "../text/source";
import { whyUnread } from "../text/utf8";
import { exportRows, importRows, type Kind } from "./itemColumns";
import { readTable } from "./table";

/** Reads a table's text; its path is relative to where the program runs. Throws if there is none. */
export type ReadText = (path: string) => string;

/** What is needed to read tables. */
interface Reader {
  located: Located;
  /** The keys of volumes that a column may name. */
  volumes: readonly string[];
  readText: ReadText;
}

interface Read<Items> {
  items: Items;
  problems: Problem[];
}

/** The tables that the manifest's bulk entries name. */
export function readTables(manifest: Manifest, reader: Reader): Read<TableItems> {
  const bulkExports = readSection("bulkExports", manifest.bulkExports, exportRows, reader);
  const bulkImports = readSection("bulkImports", manifest.bulkImports, importRows, reader);
  return {
    items: { bulkExports: bulkExports.items, bulkImports: bulkImports.items },
    problems: [...bulkExports.problems, ...bulkImports.problems],
  };
}

type Section = Record<string, { itemsFrom?: string | undefined }> | null | undefined;

function readSection<Item>(
  section: string,
  entries: Section,
  kind: Kind<Item>,
  reader: Reader,
): Read<Record<string, Item[]>> {
  const read = Object.entries(entries ?? {}).flatMap(([name, { itemsFrom }]) => {
    if (itemsFrom === undefined) return [];
    const problem = (why: string) => reader.located.problem({ path: [section, name, "itemsFrom"], why });
    return [[name, itemsOf(itemsFrom, kind, reader, problem)] as const];
  });
  return {
    items: Object.fromEntries(read.map(([name, { items }]) => [name, items])),
    problems: read.flatMap(([, { problems }]) => problems),
  };
}

function itemsOf<Item>(
  itemsFrom: string,
  kind: Kind<Item>,
  { located, volumes, readText }: Reader,
  problem: (why: string) => Problem,
): Read<Item[]> {
  const path = isAbsolute(itemsFrom) ? itemsFrom : join(dirname(located.source.file), itemsFrom);
  let source: Source;
  try {
    source = new Source(path, readText(path));
  } catch (error) {
    return { items: [], problems: [problem(`"${path}" can't be read: ${whyUnread(error)}`)] };
  }
  const { items, problems } = itemsIn(source, kind, volumes);
  const isEmpty = items.length + problems.length === 0;
  const nothing = `"${path}" lists nothing: it has no rows below the column names`;
  return { items, problems: isEmpty ? [problem(nothing)] : problems };
}

/** The items that a table lists; none if anything is wrong with it. */
function itemsIn<Item>(source: Source, kind: Kind<Item>, volumes: readonly string[]): Read<Item[]> {
  const schema = kind.row(volumes);
  const { rows, problems, spanOf, titleOf } = readTable(source, kind.columns);
  const wrong = rows.flatMap((row) =>
    complaints(schema, row.cells).map(({ path, why }) => {
      const [column] = path as string[];
      return { source, span: spanOf(row, column), message: column ? `${titleOf(column)}: ${why}` : why };
    }),
  );
  const all = [...problems, ...wrong];
  const itemOf = (row: (typeof rows)[number]) =>
    kind.item(row.cells, (...part) => ({ source, span: spanOf(row, part.at(-1) as string | undefined) }));
  return { problems: all, items: all.length > 0 ? [] : rows.map(itemOf) };
}
