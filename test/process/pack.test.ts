import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { contents, deadLinks } from "../../scripts/lib/packageChecks.mjs";
import { checkout } from "../support/project";

it("npm packs what it must and nothing else", async () => {
  const args = ["pack", "--dry-run", "--ignore-scripts", "--json"];
  const options = { cwd: checkout, shell: process.platform === "win32", maxBuffer: 1 << 26 };
  const { stdout } = await promisify(execFile)("npm", args, options);
  const [packed] = JSON.parse(stdout) as { files: { path: string }[] }[];
  const paths = packed!.files.map(({ path }) => path);
  expect(paths.length).toBeGreaterThan(300);
  expect(contents(paths)).toEqual([]);
  expect(paths.filter((path) => /^docs\/[\w-]+\//.test(path)).length).toBeGreaterThan(20);
  expect(await deadLinks(paths)).toEqual([]);
});
