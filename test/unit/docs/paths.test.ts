// The pages for contributors name files; each must exist, so that a file that is moved is moved there, too.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkout } from "../../support/project";

/** The pages shorten the paths of sources: `jobs/collector`, `faults/kinds`. */
const PLACES = ["", "provider", "simulator"];
const ENDINGS = ["", ".ts", ".mjs"];

const foldersIn = (place: string): string[] =>
  readdirSync(join(checkout, place), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
const starts = new Set(PLACES.flatMap(foldersIn));

/** The code on a page that is a path: it starts with one of our folders. A placeholder, as in `inputs/<resource>`, ends it. */
const pathsIn = (page: string): string[] =>
  [...page.matchAll(/`([\w.-]+\/[^\s`]*)`|(?<=(?:node|vitest run --project \w+) )[\w.-]+\/[\w./-]+/g)]
    .map(([whole, code]) => (code ?? whole).replace(/<.*/, ""))
    .filter((path) => starts.has(path.split("/")[0]!));

const exists = (path: string): boolean =>
  PLACES.some((place) => ENDINGS.some((ending) => existsSync(join(checkout, place, path + ending))));

const missingIn = (page: string): string[] => pathsIn(page).filter((path) => !exists(path));

describe("paths on pages for contributors", () => {
  it.each([
    ["CONTRIBUTING.md", 30],
    ["docs/architecture.md", 60],
  ])("%s names files that exist", (name, least) => {
    const page = readFileSync(join(checkout, name), "utf8");
    expect(pathsIn(page).length).toBeGreaterThan(least);
    expect(missingIn(page)).toEqual([]);
  });

  it("are found and missed", () => {
    const page =
      "`jobs/collector` `jobs/nothing` `inputs/<resource>` `owner/name` `simulator/none.ts` and\nnode scripts/no.mjs";
    expect(missingIn(page)).toEqual(["jobs/nothing", "simulator/none.ts", "scripts/no.mjs"]);
  });

  it("CONTRIBUTING.md names scripts of package.json", () => {
    const page = readFileSync(join(checkout, "CONTRIBUTING.md"), "utf8");
    const { scripts } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const names = [...page.matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script!);
    expect(names.length).toBeGreaterThan(15);
    expect(names.filter((script) => !scripts[script])).toEqual([]);
  });
});
