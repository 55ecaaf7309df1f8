// Checks of the published package and of what the repository must not contain; each returns a list of problems.
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { relativeLinks } from "./links.mjs";
import { root } from "./paths.mjs";
import { attempt, run } from "./run.mjs";

const text = (path) => readFile(join(root, path), "utf8");

const mayBePacked =
  /^(dist\/(provider|simulator|plugin)\/|schema\/(manifest|pulumi)\.json$|sdk\/python\/|docs\/([\w-]+\/)?[\w-]+\.(md|svg)$|package\.json$|LICENSE$|README\.md$|CHANGELOG\.md$|SECURITY\.md$)/;
const mustBePacked = [
  "LICENSE",
  "README.md",
  "CHANGELOG.md",
  "dist/provider/index.js",
  "dist/provider/index.d.ts",
  "dist/provider/cli/main.js",
  "dist/provider/automation/index.js",
  "dist/provider/runtime/v1.js",
  "dist/plugin/pulumi-resource-cavatica",
  "dist/simulator/index.js",
  "docs/errors.md",
  "docs/inputs.md",
  "docs/manifest.md",
  "docs/getting-started/python.md",
  "docs/how-to/resume.md",
  "docs/images/preview-and-up.svg",
  "docs/reference/FileExport.md",
  "schema/manifest.json",
  "schema/pulumi.json",
  "sdk/python/pyproject.toml",
];

export function contents(paths) {
  const missing = mustBePacked.filter((path) => !paths.includes(path));
  const extra = paths.filter((path) => !mayBePacked.test(path));
  return [
    ...missing.map((path) => `${path} is missing`),
    ...extra.map((path) => `${path} doesn't belong in the package`),
  ];
}

/** The relative links of packed pages that lead to nothing in the package; other files are linked by their addresses on GitHub. */
export async function deadLinks(paths) {
  const isPacked = (path) => paths.some((other) => other === path || other.startsWith(`${path}/`));
  const deadIn = async (page) =>
    relativeLinks(page, await text(page))
      .filter(({ path }) => !isPacked(path))
      .map(({ shown }) => `${page} links to ${shown}, which isn't packed`);
  return (await Promise.all(paths.filter((path) => path.endsWith(".md")).map(deadIn))).flat();
}

export async function commandIsExecutable(bin) {
  const { mode } = await stat(join(root, bin));
  const firstLine = (await text(bin)).split("\n", 1)[0];
  return [
    ...(mode & 0o100 ? [] : [`${bin} is not executable`]),
    ...(firstLine === "#!/usr/bin/env node" ? [] : [`${bin} starts with ${firstLine}`]),
  ];
}

/** Examples in doc comments import the package itself. */
const COMMENTS = /\/\*[^]*?\*\//g;

/** The libraries that declarations import or augment, except for Pulumi's SDK. */
export const librariesIn = (declarations) =>
  [...declarations.replace(COMMENTS, "").matchAll(/(?:from|import\(|declare module) ?["']([^"']+)["']/g)]
    .map(([, name]) => name)
    .filter((name) => !/^(\.|@pulumi\/pulumi($|\/))/.test(name));

/** A user's compiler has to resolve all of them, with the settings of another project. */
export async function declarations(paths) {
  const files = paths.filter((path) => path.endsWith(".d.ts"));
  const complaints = async (path) =>
    librariesIn(await text(path)).map((library) => `${path} needs the types of ${library}`);
  return (await Promise.all(files.map(complaints))).flat();
}

/** A lockfile that names hosts ties everyone to its author's registry. */
export const lockfileHosts = (lockfile) =>
  [...lockfile.matchAll(/"resolved": "(?!file:)[^"]*"/g)].slice(0, 3).map(([match]) => match);

// Split so that this file passes its own check.
const traces = [
  ["/", "(?:work|root)", "/"].join(""),
  ["/home", "/[a-z]", "[a-z0-9]+/"].join(""),
  ["/Users", "/[A-Za-z]"].join(""),
  ["registry", "\\.(?:npmjs|yarnpkg)\\."].join(""),
  ["npm", "\\.pkg\\.github"].join(""),
];
const trace = new RegExp(`(?<![\\w.}~-])(?:${traces.join("|")})`);

/** Machine-specific paths and registry hosts work nowhere else. */
export const tracesIn = (file, content) =>
  content
    .split("\n")
    .flatMap((line, index) =>
      trace.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 100)}`] : [],
    );

export async function repositoryTraces() {
  const tracked = (await run("git", ["ls-files", "-z"], { cwd: root })).split("\0").filter(Boolean);
  const found = await Promise.all(
    tracked.map(async (file) => tracesIn(file, await text(file).catch(() => ""))),
  );
  return found.flat();
}

export async function changelogNames(version) {
  const changelog = await text("CHANGELOG.md").catch(() => "");
  const heading = new RegExp(`^## \\[?v?${version.replaceAll(".", "\\.")}\\b`, "m");
  return heading.test(changelog) ? [] : [`CHANGELOG.md has no heading for ${version}`];
}

/** Another tool's result: its output is the problem. */
export async function tool(script, args) {
  const { code, stdout, stderr } = await attempt(process.execPath, [script, ...args], { cwd: root });
  return code === 0 ? [] : [`${stdout}${stderr}`.trim()];
}
