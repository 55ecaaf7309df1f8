// The examples of the main pages, previewed in each language that the engine runs here, on the demonstration platform. Those in Go
// are compiled with all others (referenceGo.test.ts), and other tests follow whole pages.
import { parse, stringify } from "yaml";
import { afterEach, describe, expect, it } from "vitest";
import { blocksFor } from "../support/blocks";
import { newPlatformStack } from "../support/platformStack";
import { newPluginStack, plugins } from "../support/pluginStack";

const sim = { seed: "demo" } as const;
const config = { accessKeyId: "AKIALAB0000000000001", secretAccessKey: { secret: "secret-key-of-the-lab" } };
const LISTED =
  "projectExports: { all: { project: lab/run7, volume: lab/archive, copyOnly: true, include: ['*.html'] } }\n";

const STACKS = {
  compiler: (program: string) =>
    newPlatformStack({ language: "ts", program, files: { "exports.yaml": LISTED }, config, sim }),
  mocks: (program: string) => {
    const project = stringify({ name: "exports", runtime: "python", plugins });
    const files = { "Pulumi.yaml": project, "__main__.py": program, "exports.yaml": LISTED };
    return newPluginStack({ python: true, files, config, sim });
  },
  program: (program: string) => {
    const project = stringify({ name: "exports", runtime: "yaml", plugins, ...(parse(program) as object) });
    return newPluginStack({ files: { "Pulumi.yaml": project, "exports.yaml": LISTED }, config, sim });
  },
};

type Language = keyof typeof STACKS;
const LANGUAGES = Object.keys(STACKS) as Language[];

const PAGES = [
  "docs/concepts.md",
  "docs/bulk.md",
  "docs/verification.md",
  "docs/life-cycle.md",
  "docs/languages.md",
  "docs/manifest.md",
  "docs/how-to/collaborator-bucket.md",
  "docs/how-to/from-scripts.md",
];

/** Whole programs of a page: parts, and the project files of other languages, declare nothing. */
const WHOLE = /new [A-Z]\w+\(|fromManifest\(|^import pulumi_cavatica|^resources:/m;

const examples = PAGES.flatMap((page) =>
  LANGUAGES.flatMap((language) =>
    blocksFor(language)
      .filter(({ at, text }) => at.startsWith(`${page}:`) && WHOLE.test(text))
      .map(({ at, text }) => ({ at, language, text })),
  ),
);

describe("the examples of the main pages", () => {
  let world: Awaited<ReturnType<(typeof STACKS)["compiler"]>>;
  afterEach(() => world?.stop());

  it("are there in each language", () => expect(examples.length).toBeGreaterThan(25));

  it.each(examples)("$at can be deployed", async ({ language, text }) => {
    world = await STACKS[language](text);
    world.sim.addFile({
      project: "lab/run7",
      path: "r.bam",
      tags: ["reviewed"],
      metadata: { sample_id: "one" },
    });
    const { changes } = await world.stack.preview();
    expect(changes.failed).toBe(0);
    expect(changes.create).toBeGreaterThan(0);
  });
});
