// Examples on hand-written pages, each where a comment `<!-- tabs of NAME -->` asks for it. What needs more than plain
// values is written by hand in each language.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../lib/paths.mjs";
import { schema } from "./schema.mjs";
import { tabs } from "./tabs.mjs";

/** Names as in examples.mjs; the pages on which they are shown. */
const EXAMPLES = {
  copied: {
    token: "FileExport",
    name: "sample-1",
    args: {
      source: { file: "65a1f0c2e4b0a1b2c3d401c0" },
      destination: { volume: "lab/archive", location: "run7/sample-1.cram" },
      copyOnly: true,
    },
    output: "uri",
  },
  selected: {
    token: "ProjectExport",
    name: "alignments",
    args: {
      project: "lab/run7",
      include: ["aligned/*.cram"],
      secondaryFiles: true,
      volume: "lab/archive",
      prefix: "run7/",
      copyOnly: true,
    },
    output: "failed",
  },
  verified: {
    token: "FileExport",
    name: "sample-2",
    args: {
      source: { file: "65a1f0c2e4b0a1b2c3d402c0" },
      destination: { volume: "lab/archive", location: "run7/sample-2.cram" },
      copyOnly: true,
      verify: true,
    },
    output: "verified",
  },
};

const PAGES = ["docs/concepts.md", "docs/bulk.md", "docs/verification.md"];
const GROUP = /^<!-- tabs of ([\w-]+) -->.*?^<!-- \/tabs -->$/gms;

function example(name) {
  const use = EXAMPLES[name];
  const { inputProperties: properties, requiredInputs: required } =
    schema.resources[`cavatica:index:${use.token}`];
  return tabs({ kind: "resource", ...use, properties, required }, name);
}

/** The pages by path, with their examples. */
export const pagesWithExamples = () =>
  Object.fromEntries(
    PAGES.map((path) => {
      const page = readFileSync(join(root, path), "utf8");
      return [path, page.replace(GROUP, (_, name) => example(name))];
    }),
  );
