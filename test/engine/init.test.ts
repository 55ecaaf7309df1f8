import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { completed, type Terminal } from "../../provider/cli/init/questions";
import { filesFor, LANGUAGES } from "../../provider/cli/init/templates";
import { nameOf } from "../../provider/cli/init/command";
import { type Simulator, startSimulator } from "../../simulator";
import { openStack, type Stack } from "../support/engine";
import { newInstallation, npx } from "../support/installed";
import { newPluginStack } from "../support/pluginStack";
import { sharedClock } from "../support/world";

const clock = sharedClock(40);
let place: string;
beforeAll(async () => {
  place = await newInstallation([
    "@pulumi/pulumi@~3.248.0",
    "typescript@5.9",
    "ts-node@10",
    "@types/node@20",
  ]);
});

const init = (...args: string[]) => npx(place, "pulumi-cavatica", "init", ...args);

/** As on the first pages: `npx pulumi-cavatica simulator --seed demo`, and the project and volume that they name. */
const demo = { seed: "demo", jobSeconds: 8 } as const;
const PROJECT = "lab/run7";
const VOLUME = "lab/archive";
/** All of the project that can be exported: the files of twelve samples, the report, and a temporary file. */
const EXPORTED = 38;

async function expectUnchangedStackWorks(sim: Simulator, stack: Stack): Promise<void> {
  expect((await stack.preview()).output).toContain(`${EXPORTED} to copy`);
  await stack.up();
  expect(JSON.stringify(await stack.outputs())).toMatch(
    new RegExp(`"VERIFIED":{"bytes":\\d+,"files":${EXPORTED}}`),
  );
  expect(sim.exports().map(({ state }) => state)).toEqual(Array(EXPORTED).fill("COMPLETED"));
  expect(sim.objects(VOLUME).map(({ location }) => location)).toEqual(
    expect.arrayContaining(["run7/run7.report.html", "run7/aligned/sample-12.cram.crai"]),
  );
  await stack.up({ args: ["--expect-no-changes"] });
}

describe.each(["manifest", "typescript"] as const)("a stack that `init` writes as %s", (language) => {
  let sim: Simulator;
  let stack: Stack;
  beforeAll(async () => {
    sim = await startSimulator({ ...demo, now: clock.now });
    const dir = `stack-${language}`;
    const said = await init("--project", PROJECT, "--volume", VOLUME, "--language", language, dir);
    expect(said).toContain(`cd ${dir}`);
    const env = { SB_API_ENDPOINT: sim.url, SB_AUTH_TOKEN: sim.token, ...clock.env };
    stack = await openStack(join(place, dir), { env });
  });
  afterAll(async () => {
    await stack?.remove();
    await sim?.close();
  });

  it("exports the demo platform's project and verifies it without any edit", () =>
    expectUnchangedStackWorks(sim, stack));
});

describe.each(["python", "yaml"] as const)(
  "a stack that `init` writes as %s, for the native plugin",
  (language) => {
    it("exports the demo platform's project and verifies it without any edit", async () => {
      const wanted = { name: "fresh", project: PROJECT, volume: VOLUME, nodeVersion: "22.0.0" };
      const files = filesFor(language, wanted);
      const world = await newPluginStack({ files, python: language === "python", sim: demo });
      await expectUnchangedStackWorks(world.sim, world.stack);
      await world.stop();
    });
  },
);

it("every language of `init` is run", () =>
  expect(LANGUAGES).toEqual(["manifest", "typescript", "python", "yaml"]));

describe("`init` refuses", () => {
  it("a folder that isn't empty, and leaves its files alone", async () => {
    await init("--project", "lab/run7", "--volume", "lab/archive", "kept");
    const before = readFileSync(join(place, "kept/exports.yaml"), "utf8");
    await expect(init("--project", "lab/other", "--volume", "lab/archive", "kept")).rejects.toThrow(
      /isn't empty \(.*exports\.yaml/,
    );
    expect(readFileSync(join(place, "kept/exports.yaml"), "utf8")).toBe(before);
  });

  it.each([
    [["new"], /give --project owner\/name and --volume owner\/name; there is no terminal/],
    [["--project", "lab", "--volume", "lab/archive", "new"], /--project "lab": give the project's id/],
    [["--project", "lab/run7", "--volume", "a b", "new"], /--volume "a b": give the volume's id/],
    [["--project", "lab/run7", "--volume", "lab/a", "--language", "cobol", "new"], /cobol/],
  ])("%j", async (args, text) => {
    await expect(init(...args)).rejects.toThrow(text);
  });
});

describe("questions on a terminal", () => {
  const terminalOf = (answers: string[]): Terminal & { said: string[] } => {
    const said: string[] = [];
    return {
      said,
      ask: (question) => (said.push(question), Promise.resolve(answers.shift() ?? "")),
      say: (line) => void said.push(line),
    };
  };

  it("are repeated until the answer is usable, and are asked only for missing options", async () => {
    const terminal = terminalOf(["nonsense", "lab/run7", "TypeScript"]);
    expect(await completed({ volume: "lab/archive" }, terminal)).toEqual({
      project: "lab/run7",
      volume: "lab/archive",
      language: "typescript",
    });
    expect(terminal.said.join("\n")).toContain("That isn't a valid id");
    expect(terminal.said.join("\n")).not.toContain("Which volume");
  });

  it("accept the default when answered with Return", async () => {
    expect(await completed({ project: "lab/run7", volume: "lab/a" }, terminalOf([""]))).toMatchObject({
      language: "manifest",
    });
  });
});

it("a project is named after its folder, in characters that Pulumi accepts", () => {
  expect([nameOf("/x/My exports (1)"), nameOf("/x/é"), nameOf("/")]).toEqual([
    "My-exports-1",
    "exports",
    "exports",
  ]);
});
