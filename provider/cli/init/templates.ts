import { stringify } from "yaml";
import { VERSION } from "../../platform/http/version";
import { isAtLeast } from "../doctor/machine";

/** What a new stack is made from. */
export interface Wanted {
  /** The Pulumi project's name. */
  name: string;
  /** The project whose files are exported, "owner/name". */
  project: string;
  /** The volume to which they are exported, "owner/name". */
  volume: string;
  nodeVersion: string;
}

/** Contents of files, by path in the folder. */
export type Files = Readonly<Record<string, string>>;

export const LANGUAGES = ["manifest", "typescript", "python", "yaml"] as const;
export type Language = (typeof LANGUAGES)[number];

export const filesFor = (language: Language, wanted: Wanted): Files => ({
  ".gitignore": language === "python" ? "node_modules/\nvenv/\n__pycache__/\n" : "node_modules/\n",
  ...WRITERS[language](wanted),
});

/** From 3.249 on, the SDK requires Node 22 (its package.json, "engines"). */
const sdkRange = (nodeVersion: string): string =>
  isAtLeast(nodeVersion, "22.0.0") ? "^3.248.0" : "~3.248.0";

const pulumiYaml = ({ name, project, volume }: Wanted, main: string): string =>
  stringify({ name, description: `Exports of ${project} to ${volume}`, runtime: "nodejs", main });

const packageJson = ({ name, nodeVersion }: Wanted, devDependencies?: Record<string, string>): string => {
  const dependencies = { "@pulumi/pulumi": sdkRange(nodeVersion), "pulumi-cavatica": `^${VERSION}` };
  const content = { name, private: true, dependencies, ...(devDependencies && { devDependencies }) };
  return `${JSON.stringify(content, null, 2)}\n`;
};

/** Locations start with the last part of the project's id, so that two projects don't collide on one volume. */
const prefixOf = (project: string): string => `${project.split("/").at(-1)}/`;

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
  # Compare each object with its file after the export.
  verify: true

projectExports:
  all:
    project: ${JSON.stringify(wanted.project)}
    # Only these files, by their paths below the project:
    # include: ["**/*.cram", "**/*.vcf.gz"]
    # exclude: ["tmp/**"]
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
  // Prepended to each location.
  prefix: ${JSON.stringify(prefixOf(wanted.project))},
  // Only these files, by their paths below the project:
  // include: ["**/*.cram", "**/*.vcf.gz"],
  // Leaves the files on the platform while you try. Without it an export MOVES its file: the file becomes an alias of the
  // exported object, and can't be exported a second time.
  copyOnly: true,
  // Compare each object with its file after the export.
  verify: true,
});

export const { summary, failed, leftOut } = all;
`,
});

/** Where npm installs the native plugin; Pulumi.yaml names it, since no language host finds it by itself. */
const PLUGINS = { providers: [{ name: "cavatica", path: "node_modules/pulumi-cavatica/dist/plugin" }] };

const pluginYaml = ({ name, project, volume }: Wanted, runtime: unknown): string =>
  stringify({
    name,
    description: `Exports of ${project} to ${volume}`,
    runtime,
    plugins: PLUGINS,
  });

const pythonFiles = (wanted: Wanted): Files => ({
  "Pulumi.yaml": pluginYaml(wanted, "python"),
  // The plugin runs on Node.js, whatever the program is written in.
  "package.json": packageJson(wanted),
  "requirements.txt": "pulumi>=3.216,<4\n./node_modules/pulumi-cavatica/sdk/python\n",
  "__main__.py": `import pulumi
import pulumi_cavatica as cavatica

everything = cavatica.ProjectExport(
    "all",
    project=${JSON.stringify(wanted.project)},
    volume=${JSON.stringify(wanted.volume)},
    # Prepended to each location.
    prefix=${JSON.stringify(prefixOf(wanted.project))},
    # Only these files, by their paths below the project:
    # include=["**/*.cram", "**/*.vcf.gz"],
    # Leaves the files on the platform while you try. Without it an export MOVES its file: the file becomes an alias of
    # the exported object, and can't be exported a second time.
    copy_only=True,
    # Compare each object with its file after the export.
    verify=True,
)

pulumi.export("summary", everything.summary)
pulumi.export("failed", everything.failed)
`,
});

const yamlFiles = (wanted: Wanted): Files => ({
  "Pulumi.yaml": `${pluginYaml(wanted, "yaml")}resources:
  all:
    type: cavatica:ProjectExport
    properties:
      project: ${JSON.stringify(wanted.project)}
      volume: ${JSON.stringify(wanted.volume)}
      # Prepended to each location.
      prefix: ${JSON.stringify(prefixOf(wanted.project))}
      # Only these files, by their paths below the project:
      # include: ["**/*.cram", "**/*.vcf.gz"]
      # Leaves the files on the platform while you try. Without it an export MOVES its file: the file becomes an alias of
      # the exported object, and can't be exported a second time.
      copyOnly: true
      # Compare each object with its file after the export.
      verify: true
outputs:
  summary: \${all.summary}
  failed: \${all.failed}
`,
  // The plugin runs on Node.js, whatever the program is written in.
  "package.json": packageJson(wanted),
});

const WRITERS: Readonly<Record<Language, (wanted: Wanted) => Files>> = {
  manifest: manifestFiles,
  typescript: typescriptFiles,
  python: pythonFiles,
  yaml: yamlFiles,
};
