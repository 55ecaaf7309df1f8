import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

it("the SDKs are generated from the current schema (if not: npm run sdk)", () => {
  const schema = createHash("sha256").update(readFileSync("schema/pulumi.json")).digest("hex");
  expect(readFileSync("sdk/schema.sha256", "utf8").trim()).toBe(schema);
});
