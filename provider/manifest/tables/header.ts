import type { Problem } from "../text/problem";
import type { Source, Span } from "../text/source";
import { type Columns, columnOf, nearMiss } from "./columns";

/** A table's parsed first line. */
export interface Header {
  /** The number of columns, without empty ones at the end. */
  width: number;
  /** The index of each known column that is present. */
  indexes: ReadonlyMap<string, number>;
  /** The names as written. */
  written: readonly string[];
  problems: Problem[];
}

interface Titles {
  source: Source;
  cells: readonly string[];
  spanOf: (index?: number) => Span;
}

/** Finds the known columns. Others are ignored, unless their name looks like a typo of a known one. */
export function readHeader({ source, cells, spanOf }: Titles, columns: Columns): Header {
  const indexes = new Map<string, number>();
  const problems: Problem[] = [];
  for (const [i, title] of cells.entries()) {
    const column = columnOf(title, columns);
    const first = column === undefined ? undefined : indexes.get(column);
    if (column !== undefined && first === undefined) indexes.set(column, i);
    const why =
      first === undefined
        ? column === undefined && slip(title, columns)
        : { message: twice(column!, cells[first] ?? "", first, title, i) };
    if (why) problems.push({ source, span: spanOf(i), ...why });
  }
  const lacking = problems.length > 0 ? [] : columns.needs.flatMap((need) => lack(need, indexes));
  const found = cells.filter((title) => title !== "").join(", ");
  const hint = `its columns are: ${found}. Known ones are: ${columns.names.join(", ")}`;
  problems.push(...lacking.map((message) => ({ source, span: spanOf(), message, hint })));
  return { width: widthOf(cells), indexes, written: cells, problems };
}

const widthOf = (titles: readonly string[]): number => titles.findLastIndex((title) => title !== "") + 1;

function twice(column: string, first: string, firstAt: number, second: string, secondAt: number): string {
  if (first === second)
    return `the column "${first}" appears twice (columns ${firstAt + 1} and ${secondAt + 1})`;
  return `"${first}" (column ${firstAt + 1}) and "${second}" (column ${secondAt + 1}) both mean "${column}"; keep one of them`;
}

function slip(title: string, columns: Columns): Pick<Problem, "message" | "hint"> | undefined {
  const name = nearMiss(title, columns);
  return name === undefined
    ? undefined
    : {
        message: `"${title}" isn't a known column, but close to one; known: ${columns.names.join(", ")}`,
        hint: `did you mean "${name}"? If it is something else, rename it: other columns are ignored`,
      };
}

function lack(need: Columns["needs"][number], found: ReadonlyMap<string, number>): string[] {
  if (need.some((all) => all.every((name) => found.has(name)))) return [];
  const ways = need.map((all) => all.map((name) => `"${name}"`).join(" and "));
  return [`this line must name the table's columns, but there is no ${ways.join(" or ")}`];
}
