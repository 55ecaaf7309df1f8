import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { blocksFor } from "../../support/blocks";
import { npmProblem, ourProblem } from "../../support/ourCommands";
import { otherProblem } from "../../support/otherCommands";
import { pulumiProblem } from "../../support/pulumiCommands";
import { commandsIn, shownCommands } from "../../support/shellCommands";
import { pages } from "../../support/snippets";

const exec = promisify(execFile);

/** What is wrong with a command: completely for three programs, otherwise as far as it can be known. */
function problemOf(command: readonly string[]): string | undefined {
  const [program, ...words] = command;
  if (program === "pulumi") return pulumiProblem(words);
  if (program === "npm") return npmProblem(words) ?? otherProblem(command);
  if (program === "npx" && words[0] === "pulumi-cavatica") return ourProblem(words.slice(1));
  return otherProblem(command);
}

const first = (script: string): string | undefined => problemOf(commandsIn(script)[0]!);

describe("commands in the documentation", () => {
  it.each(pages())("%s: all exist, with all their flags", (page) => {
    const wrong = shownCommands(page).flatMap(({ at, words }) => {
      const problem = problemOf(words);
      return problem === undefined ? [] : [`${at}: ${problem} (${words.join(" ")})`];
    });
    expect(wrong).toEqual([]);
  });

  it("are found", () => {
    const all = pages().flatMap(shownCommands);
    const of = (program: string) => all.filter(({ words }) => words[0] === program).length;
    // As last counted: 178 of Pulumi, 48 of npx, 59 of npm.
    expect([of("pulumi") > 150, of("npx") > 40, of("npm") > 50]).toEqual([true, true, true]);
  });
});

describe("scripts in the documentation", () => {
  it.each(blocksFor("commands"))("$at can be read by bash", async ({ text }) => {
    // Only read: nothing is run.
    await expect(exec("bash", ["-n", "-c", text])).resolves.toMatchObject({ stderr: "" });
  });
});

describe("the check", () => {
  it("reads a script as the shell does", () => {
    const script =
      'A=1 B="x y" pulumi up --yes # and wait\ncd x && npx pulumi-cavatica list \\\n  --out "a b"';
    expect(commandsIn(script)).toEqual([
      ["pulumi", "up", "--yes"],
      ["cd", "x"],
      ["npx", "pulumi-cavatica", "list", "--out", "a b"],
    ]);
  });

  it.each([
    ["pulumi upp", /isn't in/],
    ["pulumi stack inti dev", /isn't in/],
    ["pulumi up --yess", /has no --yess/],
    ["npm run dmeo", /no script "dmeo"/],
    ["npx pulumi-cavatica lits", /no command "lits"/],
    ["npx pulumi-cavatica list --projcet lab/run7", /has no --projcet/],
    ["npx pulumi-cavatica list --format xml", /can't be "xml"/],
    ["npx pulumi-cavatica list lab/run7", /takes no "lab\/run7"/],
    ["npx pulumi-cavatica list --out", /needs a value/],
    ["node scripts/none.mjs", /no file scripts\/none.mjs/],
    ["npm instal", /isn't used with "instal"/],
    ["apt-get install pulumi", /isn't among the programs/],
  ])("refuses %s", (script, words) => expect(first(script)).toMatch(words));

  it.each(["npx pulumi-cavatica simulator --seed=demo --port 0", "pulumi config set --secret token"])(
    "accepts %s",
    (script) => expect(first(script)).toBeUndefined(),
  );
});
