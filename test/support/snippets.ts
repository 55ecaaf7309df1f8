import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "./project";

/** A piece of code that a page or a comment shows. */
export interface Snippet {
  /** Such as "README.md:8". */
  at: string;
  language: string;
  text: string;
}

const FENCE = /^([ \t]*(?:\* ?)?)```(\w+)\n(.*?)\n\1```/gms;

/** The fenced blocks of a file; those in a comment or a list without what stands before each line. */
export function snippetsOf(path: string): Snippet[] {
  const page = readFileSync(join(checkout, path), "utf8");
  return [...page.matchAll(FENCE)].map(([, margin = "", language = "", body = ""], i, all) => {
    const line = page.slice(0, all[i]!.index).split("\n").length;
    const lines = body.split("\n").map((one) => (one.startsWith(margin) ? one.slice(margin.length) : ""));
    return { at: `${path}:${line}`, language, text: lines.join("\n") };
  });
}

/** The files of a folder that end so, relative to the checkout; without what was installed or built in it. */
export const filesBelow = (folder: string, ending: string): string[] =>
  readdirSync(join(checkout, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(ending) && !/(^|\/)(node_modules|\.state)\//.test(path))
    .map((path) => join(folder, path));

export const pages = (): string[] => [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  ...filesBelow("docs", ".md"),
  ...filesBelow("examples", ".md"),
  "simulator/README.md",
];
