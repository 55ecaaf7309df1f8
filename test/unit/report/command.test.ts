import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { reportCommand } from "../../../provider/cli/report";
import type { PropertyMap } from "../../../provider/inputs/propertyMap";
import { startSimulator } from "../../../simulator";
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
  it("derives the format from the file's extension unless one is given", async () => {
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
  ])("rejects %j", async (args, message) => {
    await expect(run(...args.map((arg) => arg.replace("{state}", state)))).rejects.toThrow(message);
  });

  it("includes the files' metadata if requested", async () => {
    const sim = await startSimulator();
    const id = (single("one").outputs as PropertyMap)["source"] as { file: string };
    sim.addFile({
      project: "lab/run7",
      path: "one.bam",
      id: id.file,
      metadata: { sample_id: "S1", lanes: [1, 2], note: "=1+1" },
    });
    vi.stubEnv("SB_API_ENDPOINT", sim.url);
    vi.stubEnv("SB_AUTH_TOKEN", sim.token);
    const [head, row] = (await written("m.tsv", "--metadata", "all")).split("\n");
    expect(head).toMatch(/\tmetadata\.lanes\tmetadata\.note\tmetadata\.sample_id$/);
    expect(row).toMatch(/\t\[1,2\]\t'=1\+1\tS1$/);
    const [some] = (await written("m.tsv", "--metadata", "sample_id,none")).split("\n");
    expect(some).toMatch(/\tverified\tmetadata\.sample_id$/);
    expect(sim.count()).toBe(2);
    vi.unstubAllEnvs();
    await sim.close();
  });

  it("says what to do if no Pulumi CLI is available", async () => {
    const { PATH } = process.env;
    process.env["PATH"] = dir;
    await expect(run()).rejects.toThrow(/no `pulumi` on the PATH; install .* or give --state FILE/);
    process.env["PATH"] = PATH;
  });
});
