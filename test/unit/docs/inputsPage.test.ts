import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as tables from "../../../provider/runtime/inputTables";

const SCRIPT: string = "../../../scripts/inputs-table.mjs";

interface PageScript {
  inputsPage(given: typeof tables): Promise<string>;
}

it("docs/inputs.md shows the current tables (if not: node scripts/inputs-table.mjs)", async () => {
  const script = (await import(SCRIPT)) as PageScript;
  const checkedIn = readFileSync(`${__dirname}/../../../docs/inputs.md`, "utf8");
  expect(checkedIn).toBe(await script.inputsPage(tables));
});
