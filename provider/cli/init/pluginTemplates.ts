// Stacks in languages that use the native plugin.
import { stringify } from "yaml";
import { COMMENTS, type Files, packageJson, prefixOf, type Wanted } from "./parts";

/** Where npm installs the native plugin; Pulumi.yaml names it, since no language host finds it by itself. */
const PLUGINS = { providers: [{ name: "cavatica", path: "node_modules/pulumi-cavatica/dist/plugin" }] };

const pluginYaml = ({ name, project, volume }: Wanted, runtime: unknown): string =>
  stringify({
    name,
    description: `Exports of ${project} to ${volume}`,
    runtime,
    plugins: PLUGINS,
  });

export const pythonFiles = (wanted: Wanted): Files => ({
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
    # ${COMMENTS.prefix}
    prefix=${JSON.stringify(prefixOf(wanted.project))},
    # ${COMMENTS.include}
    # include=["**/*.cram", "**/*.vcf.gz"],
    # ${COMMENTS.exclude}
    # exclude=["tmp/**", "reference/**"],
    # ${COMMENTS.copyOnly}
    copy_only=True,
    # ${COMMENTS.verify}
    verify=True,
)

pulumi.export("summary", everything.summary)
pulumi.export("failed", everything.failed)
`,
});

export const yamlFiles = (wanted: Wanted): Files => ({
  "Pulumi.yaml": `${pluginYaml(wanted, "yaml")}resources:
  all:
    type: cavatica:ProjectExport
    properties:
      project: ${JSON.stringify(wanted.project)}
      volume: ${JSON.stringify(wanted.volume)}
      # ${COMMENTS.prefix}
      prefix: ${JSON.stringify(prefixOf(wanted.project))}
      # ${COMMENTS.include}
      # include: ["**/*.cram", "**/*.vcf.gz"]
      # ${COMMENTS.exclude}
      # exclude: ["tmp/**", "reference/**"]
      # ${COMMENTS.copyOnly}
      copyOnly: true
      # ${COMMENTS.verify}
      verify: true
outputs:
  summary: \${all.summary}
  failed: \${all.failed}
`,
  // The plugin runs on Node.js, whatever the program is written in.
  "package.json": packageJson(wanted),
});
