import { z } from "zod";
import { fileId, location } from "../inputs/fields";
import { complaints } from "../inputs/validate";
import type { Located } from "./located";
import type { ItemModel, Part, TableItems } from "./model";
import type { Problem } from "./problem";
import { volumeRef } from "./schema/parts";
import type { Manifest } from "./schema/manifest";
import { Source } from "./source";
import { readTable, type Row } from "./table";

/** The text of a table; its path is relative to the manifest. Throws if there is none. */
export type ReadText = (path: string) => string;

/** The tables that the manifest's bulk entries name. */
export function readTables(
  manifest: Manifest,
  located: Located,
  volumes: readonly string[],
  readText: ReadText,
): { items: TableItems; problems: Problem[] } {
  const read = Object.entries(manifest.bulkExports ?? {}).flatMap(([name, { itemsFrom }]) => {
    if (itemsFrom === undefined) return [];
    const path = ["bulkExports", name, "itemsFrom"];
    return [[name, tableOf(itemsFrom, (why) => located.problem({ path, why }), volumes, readText)] as const];
  });
  return {
    items: Object.fromEntries(read.map(([name, { items }]) => [name, items])),
    problems: read.flatMap(([, { problems }]) => problems),
  };
}

function tableOf(
  path: string,
  problem: (why: string) => Problem,
  volumes: readonly string[],
  readText: ReadText,
): { items: ItemModel[]; problems: Problem[] } {
  let source: Source;
  try {
    source = new Source(path, readText(path));
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file" : String(error);
    return { items: [], problems: [problem(`"${path}" can't be read: ${why}`)] };
  }
  const { items, problems } = exportItems(source, volumes);
  const isEmpty = items.length + problems.length === 0;
  return {
    items,
    problems: isEmpty ? [problem(`"${path}" lists nothing: it has no row but the columns'`)] : problems,
  };
}

const exportRow = (volumes: readonly string[]) =>
  z
    .strictObject({
      file: fileId.optional(),
      project: z.string().optional(),
      path: z.string().optional(),
      location,
      volume: volumeRef(volumes).optional(),
      overwrite: z.enum(["true", "false"]).optional(),
    })
    .superRefine(({ file, project, path }, context) => {
      const isWhole = file === undefined ? project && path : !project && !path;
      if (!isWhole) context.addIssue({ code: "custom", path: ["file"], message: ONE_SOURCE, input: file });
    });

const ONE_SOURCE = "give either file, or project and path";

/** The exports that a table lists. */
export function exportItems(
  source: Source,
  volumes: readonly string[],
): { items: ItemModel[]; problems: Problem[] } {
  const schema = exportRow(volumes);
  const { rows, problems } = readTable(source, Object.keys(schema.shape));
  const wrong = rows.flatMap((row) =>
    complaints(schema, row.cells).map(({ path, why }) => {
      const [column] = path as string[];
      return { source, span: row.span(column), message: column ? `${column}: ${why}` : why };
    }),
  );
  const all = [...problems, ...wrong];
  return { problems: all, items: all.length > 0 ? [] : rows.map((row) => toItem(source, row)) };
}

function toItem(source: Source, { cells, span }: Row): ItemModel {
  const { file, project = "", path = "", location = "", volume, overwrite } = cells;
  return {
    source: file === undefined ? { project, path } : { file },
    destination: { volume, location },
    overwrite: overwrite === undefined ? undefined : overwrite === "true",
    where: (part?: Part) => ({ source, span: span(part) }),
  };
}
