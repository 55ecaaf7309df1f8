import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as tables from "../../../provider/runtime/inputTables";

const SCRIPT: string = "../../../scripts/reference.mjs";

interface ReferenceScript {
  referencePages(given: typeof tables): Promise<Record<string, string>>;
}

it("docs/reference matches the current schema and doc comments (if not: npm run reference)", async () => {
  const script = (await import(SCRIPT)) as ReferenceScript;
  const pages = await script.referencePages(tables);
  expect(Object.keys(pages).length).toBeGreaterThan(10);
  for (const [path, text] of Object.entries(pages)) expect(readFileSync(path, "utf8"), path).toBe(text);
});
