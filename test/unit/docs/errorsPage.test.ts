import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as tables from "../../../provider/platform/errors/remedies";

const SCRIPT: string = "../../../scripts/errors-table.mjs";

interface PageScript {
  errorsPage(given: typeof tables): Promise<string>;
}

it("docs/errors.md lists the current codes (if not: node scripts/errors-table.mjs)", async () => {
  const script = (await import(SCRIPT)) as PageScript;
  const checkedIn = readFileSync(`${__dirname}/../../../docs/errors.md`, "utf8");
  expect(checkedIn).toBe(await script.errorsPage(tables));
});
