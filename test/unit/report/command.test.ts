import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reportCommand } from "../../../provider/cli/report";
import { single, stateOf } from "../../support/sampleState";

let dir: string;
let state: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "cavatica-report-"));
  state = join(dir, "state.json");
  await writeFile(state, stateOf([single("one")]));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const run = (...args: string[]) =>
  reportCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .parseAsync(args, { from: "user" });

async function written(name: string, ...args: string[]): Promise<string> {
  const out = join(dir, name);
  await run("--state", state, "--out", out, ...args);
  return readFile(out, "utf8");
}

describe("the command report", () => {
  it("takes the format from the file's ending, unless one is given", async () => {
    expect(await written("a.html")).toMatch(/^<!doctype html>/);
    expect(await written("a.md")).toMatch(
      /^## Exports of <code>lab-exports<\/code>, stack <code>prod<\/code>/,
    );
    expect(await written("a.tsv")).toMatch(/^state\ttype\t/);
    expect(await written("a.dat")).toMatch(/^state\ttype\t/);
    expect(await written("a.tsv", "--format", "html")).toMatch(/^<!doctype html>/);
  });

  it.each([
    [["--state", "a", "--stack", "b"], /'--state <file>' cannot be used with option '--stack <name>'/],
    [["--format", "pdf"], /Allowed choices are tsv, md, html/],
    [["--state", "{state}", "--out", "no/such/folder.md"], /no\/such\/folder\.md can't be written: ENOENT/],
    [["--state", "nowhere.json"], /--state nowhere\.json can't be read: there is no such file/],
  ])("refuses %j", async (args, message) => {
    await expect(run(...args.map((arg) => arg.replace("{state}", state)))).rejects.toThrow(message);
  });

  it("says what to do where there is no CLI to ask", async () => {
    const { PATH } = process.env;
    process.env["PATH"] = dir;
    await expect(run()).rejects.toThrow(/no `pulumi` on the PATH; install .* or give --state FILE/);
    process.env["PATH"] = PATH;
  });
});
