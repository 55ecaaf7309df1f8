import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../../simulator";
import { cliFolder, isolation } from "../support/cli";
import { newInstallation } from "../support/installed";
import { cleanEnvironment, writeFiles } from "../support/project";
import { snippetsOf } from "../support/snippets";
import { sharedClock } from "../support/world";

const PAGE = snippetsOf("docs/getting-started.md");
const commands = PAGE.filter(({ language }) => language === "sh").map(({ text }) => text);
const clock = sharedClock(40);
let sim: Simulator;
let place: string;
let env: NodeJS.ProcessEnv;

// The package isn't published under this name in the test: it is installed in the parent folder, where npm finds it.
const run = async (text: string, cwd: string): Promise<string> => {
  const script = text.replace(/^npm install$/m, "true");
  const { stdout, stderr } = await promisify(execFile)("bash", ["-ec", script], {
    cwd,
    env,
    maxBuffer: 1 << 26,
  });
  return stdout + stderr;
};

beforeAll(async () => {
  sim = await startSimulator({ seed: "demo", jobSeconds: 8, now: clock.now });
  place = await newInstallation(["@pulumi/pulumi@~3.248.0"]);
  const account = { SB_API_ENDPOINT: sim.url, SB_AUTH_TOKEN: sim.token };
  env = cleanEnvironment(place, { ...isolation(await cliFolder(), place), ...account, ...clock.env });
});
afterAll(() => sim.close());

describe("docs/getting-started.md, followed word for word", () => {
  const dir = () => join(place, "my-exports");

  it("has five steps with commands", () => expect(commands).toHaveLength(5));

  it("creates a stack that passes the doctor's checks", async () => {
    expect(await run(commands[0]!, place)).toContain("Written: ");
    const checks = await run(commands[1]!, dir());
    expect(checks).not.toContain("✗");
    expect(checks).toContain("✓ Rights");
  });

  it("lists the files in a table that the manifest reads unchanged, then exports and verifies them", async () => {
    await run(commands[2]!, dir());
    const lines = (await readFile(join(dir(), "files.tsv"), "utf8")).trim().split("\n");
    expect(lines.length).toBeGreaterThan(5);
    await writeFiles(dir(), { "exports.yaml": PAGE.find(({ language }) => language === "yaml")!.text });
    const output = await run(commands[3]!, dir());
    expect(output).toMatch(new RegExp(`Preflight of ${lines.length - 1} exports: .*to copy`));
    expect(sim.exports()).toHaveLength(lines.length - 1);
  });

  it("reports the files, and changes nothing the second time", async () => {
    await run(commands[4]!, dir());
    const [head = "", ...rows] = (await readFile(join(dir(), "exports.tsv"), "utf8")).trim().split("\n");
    const at = head.split("\t").indexOf("verified");
    expect(rows).toHaveLength(sim.exports().length);
    expect(rows.every((row) => /^\d{4}-/.test(row.split("\t")[at] ?? ""))).toBe(true);
    const mark = sim.mark();
    expect(await run("pulumi up --yes --expect-no-changes", dir())).toContain("unchanged");
    expect(sim.countSince(mark)).toBe(0);
  });
});
