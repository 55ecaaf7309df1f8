import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "./project";

/** A code block in a page or a comment. */
export interface Snippet {
  /** Such as "README.md:8". */
  at: string;
  language: string;
  text: string;
}

const FENCE = /^([ \t]*(?:\* ?)?)```(\w+)\n(.*?)\n\1```/gms;

/** The fenced blocks of a file; those in a comment or a list without the prefix of each line. */
export function snippetsOf(path: string): Snippet[] {
  const page = readFileSync(join(checkout, path), "utf8");
  return [...page.matchAll(FENCE)].map(([, margin = "", language = "", body = ""], i, all) => {
    const line = page.slice(0, all[i]!.index).split("\n").length;
    const lines = body.split("\n").map((one) => (one.startsWith(margin) ? one.slice(margin.length) : ""));
    return { at: `${path}:${line}`, language, text: lines.join("\n") };
  });
}

/** The files in a folder with this ending, relative to the checkout, except installed or built ones. */
export const filesBelow = (folder: string, ending: string): string[] =>
  readdirSync(join(checkout, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(ending) && !/(^|\/)(node_modules|\.state)\//.test(path))
    .map((path) => join(folder, path));

export const pages = (): string[] => [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "SECURITY.md",
  ...filesBelow("docs", ".md"),
  ...filesBelow("examples", ".md"),
  "simulator/README.md",
];
