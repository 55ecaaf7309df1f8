import { stringify as toCsv } from "csv-stringify/sync";
import { stringify as toYaml } from "yaml";
import { locationProblem } from "../../inputs/fields";
import { guarded } from "../../inputs/formulas";
import { printable } from "../../platform/errors/shownText";
import type { ListedFile } from "./files";

/** Writes a list as it arrives. */
export interface Format {
  start(): string;
  /** The text of one file. */
  line(file: ListedFile): string;
  end(): string;
}

/** The keys of the metadata to show. */
export type Keys = readonly string[];

/**
 * The file's location as an export accepts it: its path, without what no key may contain (control characters, empty parts,
 * and parts that are "." or "..").
 */
export function locationOf(path: string): string {
  if (locationProblem(path) === undefined) return path;
  const parts = path.split("/").map((part) => part.replace(/[\p{Cc}\u2028\u2029]/gu, "_").trim());
  const sound = parts.filter((part) => part !== "").map((part) => (/^\.{1,2}$/.test(part) ? "_" : part));
  return sound.join("/");
}

const valueOf = (metadata: Record<string, unknown>, key: string): string => {
  const value = metadata[key];
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
};

/** A table that a manifest's `itemsFrom` can read unchanged, and in which no name is a formula. Metadata columns are called "metadata.<key>". */
export function tableFormat(delimiter: "\t" | ",", keys: Keys): Format {
  const record = (cells: string[]) => toCsv([cells], { delimiter, record_delimiter: "unix" });
  return {
    start: () => record(["file", "location", "size", "state", ...keys.map((key) => `metadata.${key}`)]),
    line: ({ file, path, state }) =>
      record([
        file.id,
        guarded(locationOf(path)),
        file.size === undefined ? "" : String(file.size),
        state,
        ...keys.map((key) => guarded(printable(valueOf(file.metadata, key)))),
      ]),
    end: () => "",
  };
}

/** An array of objects, one line each. */
export function jsonFormat(keys: Keys | "all" | undefined): Format {
  let isFirst = true;
  return {
    start: () => "[",
    line({ file, path, state }) {
      const { id, size, metadata } = file;
      const shown =
        keys === "all"
          ? metadata
          : keys &&
            Object.fromEntries(keys.flatMap((key) => (key in metadata ? [[key, metadata[key]]] : [])));
      const text = JSON.stringify({
        file: id,
        path,
        location: locationOf(path),
        size,
        state,
        metadata: shown,
      });
      const separator = isFirst ? "\n" : ",\n";
      isFirst = false;
      return separator + text;
    },
    end: () => "\n]\n",
  };
}

/** A manifest's section `exports`; files that can't be exported are comments. */
export function yamlFormat(): Format {
  const used = new Set<string>();
  let count = 0;
  return {
    start: () => "exports:\n",
    line({ file, path, state }) {
      const location = locationOf(path);
      if (state !== "exportable") return `  # ${state}: ${printable(JSON.stringify(path))} (${file.id})\n`;
      count++;
      const key = unused(location, used);
      const entry = { [key]: { source: { file: file.id }, destination: { location } } };
      return toYaml(entry, { lineWidth: 0 }).replace(/^(?=.)/gm, "  ");
    },
    end: () => (count === 0 ? "  {}\n" : ""),
  };
}

function unused(wanted: string, used: Set<string>): string {
  let key = wanted;
  for (let i = 2; used.has(key); i++) key = `${wanted} ${i}`;
  used.add(key);
  return key;
}
