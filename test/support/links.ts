// Links between the pages of the documentation, as GitHub resolves them.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { checkout } from "./project";

const FENCES = /^[ \t]*```.*?^[ \t]*```/gms;
const HEADING = /^#{1,6} (.*)$/gm;
const LINK = /(?:\]\(|src="|href=")(?!https?:|\/)([^)"#\s]*)(?:#([^)"]*))?[)"]/g;

const textOf = (page: string): string => readFileSync(join(checkout, page), "utf8");

/** GitHub: lower case, without punctuation, spaces as hyphens. */
const slugOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");

const anchorsOf = (page: string): string[] =>
  [...textOf(page).replace(FENCES, "").matchAll(HEADING)].map(([, heading = ""]) => slugOf(heading));

function isBroken(page: string, target: string, anchor: string | undefined): boolean {
  const path = target ? relative(checkout, join(checkout, dirname(page), target)) : page;
  if (!existsSync(join(checkout, path))) return true;
  return anchor !== undefined && path.endsWith(".md") && !anchorsOf(path).includes(anchor);
}

/** Links of a page that lead nowhere in this repository: no such file, or no such heading in it. */
export const brokenLinks = (page: string): string[] =>
  [...textOf(page).matchAll(LINK)]
    .filter(([, target = "", anchor]) => isBroken(page, target, anchor))
    .map(([, target = "", anchor]) => (anchor === undefined ? target : `${target}#${anchor}`));
