// Every program in Python on a page: each name, argument and output exists, and each input is valid.
import { describe, expect, it } from "vitest";
import { blocksFor } from "../support/blocks";
import { pythonProblems } from "../support/pythonPages";

const programs = blocksFor("mocks");

describe("the programs in Python on pages", () => {
  it("run with Pulumi's mocks, and declare valid resources", async () => {
    expect(programs.length).toBeGreaterThan(20);
    const problems = await pythonProblems(programs);
    const named = problems.map((found, i) => [programs[i]!.at, ...found]).filter(({ length }) => length > 1);
    expect(named).toEqual([]);
  });

  it.each([
    ["an unknown name", `cavatica.FileExprot("a")`, /has no attribute 'FileExprot'/],
    ["an unknown argument", `cavatica.Manifest("a", file="b")`, /unexpected keyword argument 'file'/],
    [
      "an unknown member",
      `cavatica.Volume("a", name="abc", access_mode="RW", service={"type": "s3", "bukket": "b"})`,
      /bukket|must have required property 'bucket'/,
    ],
    ["a missing member", `cavatica.FileExport("a", source={}, destination={})`, /required property 'file'/],
    [
      "an unknown output",
      `pulumi.export("a", cavatica.Manifest("a", path="b").exprots)`,
      /no attribute 'exprots'/,
    ],
    ["no program", `1 + 1`, /declares nothing/],
    ["a mistake in its syntax", `cavatica.Manifest(`, /SyntaxError/],
  ])("are refused with %s", async (_, text, words) => {
    const [problems] = await pythonProblems([{ text }]);
    expect(problems!.join("\n")).toMatch(words);
  });
});
