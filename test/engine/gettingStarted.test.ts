import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPage } from "../support/gettingStarted";
import type { Walk } from "../support/walk";

const states = async (reader: Walk) => new Set((await reader.exports()).map(({ state }) => state));

describe("docs/getting-started/manifest.md, followed word for word", () => {
  let reader: Walk;
  beforeAll(async () => {
    reader = await startPage("manifest", ["@pulumi/pulumi@~3.248.0"]);
  });
  afterAll(() => reader?.stop());

  it("has seven blocks for the first terminal", () => expect(reader.blocks).toHaveLength(7));

  it("creates a stack that passes the doctor's checks", async () => {
    expect(await reader.next(3)).toContain("Written: ");
    const checks = await reader.next();
    expect(checks).not.toContain("✗");
    expect(checks).toContain("✓ Rights");
  });

  it("lists the files in a table that the manifest reads unchanged, then exports and verifies them", async () => {
    await reader.next();
    const lines = (await reader.read("files.tsv")).trim().split("\n");
    expect(lines.length).toBeGreaterThan(5);
    await reader.write("exports.yaml", reader.snippet("yaml"));
    expect(await reader.next()).toMatch(new RegExp(`Preflight of ${lines.length - 1} exports: .*to copy`));
    expect(await reader.exports()).toHaveLength(lines.length - 1);
  });

  it("reports the files, and changes nothing the second time", async () => {
    await reader.next();
    const [head = "", ...rows] = (await reader.read("exports.tsv")).trim().split("\n");
    const at = head.split("\t").indexOf("verified");
    expect(rows).toHaveLength((await reader.exports()).length);
    expect(rows.every((row) => /^\d{4}-/.test(row.split("\t")[at] ?? ""))).toBe(true);
    const before = await reader.requests();
    expect(await reader.run("pulumi up --yes --expect-no-changes")).toContain("unchanged");
    expect(await reader.requests()).toBe(before);
  });
});

describe("docs/getting-started/typescript.md, followed word for word", () => {
  let reader: Walk;
  beforeAll(async () => {
    reader = await startPage("typescript", [
      "@pulumi/pulumi@~3.248.0",
      "typescript@5.9",
      "ts-node@10",
      "@types/node@20",
    ]);
  });
  afterAll(() => reader?.stop());

  it("creates a stack that passes the doctor's checks", async () => {
    const said = await reader.next(3);
    expect(said).toContain("✓ Rights");
    expect(said).not.toContain("✗");
  });

  it("exports one file, whose address is the stack's output", async () => {
    await reader.write("index.ts", reader.snippet("ts"));
    const said = await reader.next();
    expect(said).toContain("1 to copy");
    expect(said.trim().split("\n").at(-1)).toBe("s3://lab-archive/run7/sample-1.cram");
    expect(await reader.exports()).toEqual([{ state: "COMPLETED", location: "run7/sample-1.cram" }]);
  });

  it("exports many, beside the first, and reports them all", async () => {
    await reader.write("index.ts", `${reader.snippet("ts")}\n${reader.snippet("ts", 1)}`);
    const report = await reader.next();
    const jobs = await reader.exports();
    expect(jobs.length).toBeGreaterThan(10);
    expect(await states(reader)).toEqual(new Set(["COMPLETED"]));
    expect(report).toContain(`${jobs.length}`);
  });
});
