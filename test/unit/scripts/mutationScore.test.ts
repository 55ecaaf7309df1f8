import { expect, it } from "vitest";
import { scores, survivors, total } from "../../../scripts/mutation/score.mjs";

const source = "const isFull = (n: number) =>\n  n >= 100 && n < 200;\n";
const at = (line: number, from: number, to: number) => ({
  start: { line, column: from },
  end: { line, column: to },
});
const mutant = (status: string, replacement = "false") => ({
  status,
  replacement,
  location: at(2, 3, 11),
});
const report = (...statuses: string[]) => ({
  files: { "a.ts": { source, mutants: statuses.map((status) => mutant(status)) } },
});

it("counts changes that no test reaches as unnoticed, endless loops as noticed, and what can't run not at all", () => {
  const [row] = scores(
    report("Killed", "Killed", "Timeout", "Survived", "NoCoverage", "CompileError", "Ignored"),
  );
  expect(row).toEqual({ file: "a.ts", mutants: 5, killed: 3, score: 60 });
});

it("adds up files by their changes, not by their scores", () => {
  const rows = [
    { file: "a.ts", mutants: 90, killed: 90, score: 100 },
    { file: "b.ts", mutants: 10, killed: 0, score: 0 },
  ];
  expect(total(rows)).toEqual({ file: "all", mutants: 100, killed: 90, score: 90 });
});

it("shows what survived, where, and what it became", () => {
  expect(survivors(report("Killed", "Survived"))).toEqual(["a.ts:2 Survived: n >= 100 -> false"]);
});
