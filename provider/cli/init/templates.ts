import { stringify } from "yaml";
import { COMMENTS, type Files, packageJson, prefixOf, type Wanted } from "./parts";
import { pythonFiles, yamlFiles } from "./pluginTemplates";

export const LANGUAGES = ["manifest", "typescript", "python", "yaml"] as const;
export type Language = (typeof LANGUAGES)[number];

export const filesFor = (language: Language, wanted: Wanted): Files => ({
  ".gitignore": language === "python" ? "node_modules/\nvenv/\n__pycache__/\n" : "node_modules/\n",
  ...WRITERS[language](wanted),
});

const pulumiYaml = ({ name, project, volume }: Wanted, main: string): string =>
  stringify({ name, description: `Exports of ${project} to ${volume}`, runtime: "nodejs", main });

const manifestFiles = (wanted: Wanted): Files => ({
  "Pulumi.yaml": pulumiYaml(wanted, "index.js"),
  "package.json": packageJson(wanted),
  "index.js": `const { fromManifest } = require("pulumi-cavatica");

// exports.yaml says what is exported; change that file, not this one.
module.exports = fromManifest("exports.yaml").outputs;
`,
  "exports.yaml": `# yaml-language-server: $schema=./node_modules/pulumi-cavatica/schema/manifest.json
#
# What this stack exports. "pulumi preview" shows what would happen and changes nothing; "pulumi up" exports.
# All options: https://github.com/pulumi-cavatica/pulumi-cavatica/blob/main/docs/manifest.md

defaults:
  volume: ${JSON.stringify(wanted.volume)}
  prefix: ${JSON.stringify(prefixOf(wanted.project))} # prepended to each location
  # true leaves the files on the platform while you try. Without it an export MOVES its file: the file becomes an alias of
  # the exported object, and can't be exported a second time.
  copyOnly: true
  # ${COMMENTS.verify}
  verify: true

projectExports:
  all:
    project: ${JSON.stringify(wanted.project)}
    # ${COMMENTS.include}
    # include: ["**/*.cram", "**/*.vcf.gz"]
    # ${COMMENTS.exclude}
    # exclude: ["tmp/**", "reference/**"]
    # Their index files too:
    # secondaryFiles: true

# Single files, by their ids (24 characters, as in the file's web address):
# exports:
#   sample-1:
#     source: { file: 65a1f0c2e4b0a1b2c3d4e5f6 }
#     destination: { location: sample-1.cram }

# Many files from a table; "npx pulumi-cavatica list --project ${wanted.project} --out files.tsv" writes one:
# bulkExports:
#   cohort:
#     itemsFrom: files.tsv
`,
});

const typescriptFiles = (wanted: Wanted): Files => ({
  "Pulumi.yaml": pulumiYaml(wanted, "index.ts"),
  "package.json": packageJson(wanted, {
    "@types/node": "^20.19.0",
    "ts-node": "^10.9.2",
    typescript: "^5.9.0",
  }),
  "tsconfig.json": `${JSON.stringify(
    {
      compilerOptions: {
        strict: true,
        target: "es2022",
        module: "commonjs",
        moduleResolution: "node10",
        skipLibCheck: true,
      },
      files: ["index.ts"],
    },
    null,
    2,
  )}\n`,
  "index.ts": `import { ProjectExport } from "pulumi-cavatica";

const all = new ProjectExport("all", {
  project: ${JSON.stringify(wanted.project)},
  volume: ${JSON.stringify(wanted.volume)},
  // ${COMMENTS.prefix}
  prefix: ${JSON.stringify(prefixOf(wanted.project))},
  // ${COMMENTS.include}
  // include: ["**/*.cram", "**/*.vcf.gz"],
  // ${COMMENTS.exclude}
  // exclude: ["tmp/**", "reference/**"],
  // ${COMMENTS.copyOnly}
  copyOnly: true,
  // ${COMMENTS.verify}
  verify: true,
});

export const { summary, failed, leftOut } = all;
`,
});

const WRITERS: Readonly<Record<Language, (wanted: Wanted) => Files>> = {
  manifest: manifestFiles,
  typescript: typescriptFiles,
  python: pythonFiles,
  yaml: yamlFiles,
};
