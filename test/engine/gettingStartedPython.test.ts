import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPage } from "../support/gettingStarted";
import { folderOf } from "../support/scriptFolders";
import type { Walk } from "../support/walk";

describe("docs/getting-started/python.md, followed word for word", () => {
  let reader: Walk;
  beforeAll(async () => {
    reader = await startPage("python", ["@pulumi/pulumi@~3.248.0"], [await folderOf("hosts.mjs")]);
  });
  afterAll(() => reader?.stop());

  it("has five blocks for the first terminal", () => expect(reader.blocks).toHaveLength(5));

  it("creates a stack that passes the doctor's checks", async () => {
    const said = await reader.next(3);
    expect(said).toContain("✓ Rights");
    expect(said).not.toContain("✗");
  });

  it("exports one file, whose address is the stack's output", async () => {
    await reader.write("__main__.py", reader.snippet("python"));
    const said = await reader.next();
    expect(said).toContain("1 to copy");
    expect(said).toMatch(/^s3:\/\/lab-archive\/run7\/sample-1\.cram$/m);
    expect(await reader.exports()).toEqual([{ state: "COMPLETED", location: "run7/sample-1.cram" }]);
  });

  it("exports many, beside the first, and reports them all", async () => {
    await reader.write("__main__.py", `${reader.snippet("python")}\n${reader.snippet("python", 1)}`);
    const report = await reader.next();
    const jobs = await reader.exports();
    expect(jobs.length).toBeGreaterThan(10);
    expect(new Set(jobs.map(({ state }) => state))).toEqual(new Set(["COMPLETED"]));
    expect(report).toContain(`${jobs.length}`);
  });

  it("changes nothing the second time, and makes no write", async () => {
    const before = (await reader.exports()).length;
    expect(await reader.run("pulumi up --yes --expect-no-changes")).toContain("unchanged");
    expect(await reader.exports()).toHaveLength(before);
  });
});
