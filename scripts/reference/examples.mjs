// The reference's example of each resource and function: the arguments of one typical use. The languages are rendered
// from them, and the tests run them.

const sample = "65a1f0c2e4b0a1b2c3d401c0";

/** Resources: `name` is the resource's name, `output` what the program exports. */
export const RESOURCES = {
  FileExport: {
    name: "sample-1",
    args: {
      source: { file: sample },
      destination: { volume: "lab/archive", location: "run7/sample-1.cram" },
      copyOnly: true,
      verify: true,
    },
    output: "uri",
  },
  BulkFileExport: {
    name: "run7",
    args: {
      items: [
        { source: { file: sample }, destination: { location: "sample-1.cram" } },
        { source: { file: "65a1f0c2e4b0a1b2c3d402c0" }, destination: { location: "sample-2.cram" } },
      ],
      volume: "lab/archive",
      prefix: "batch/",
      copyOnly: true,
      onFailure: "report",
    },
    output: "failed",
  },
  ProjectExport: {
    name: "aligned",
    args: {
      project: "lab/run7",
      include: ["aligned/*.cram"],
      secondaryFiles: true,
      volume: "lab/archive",
      prefix: "aligned/",
      copyOnly: true,
    },
    output: "summary",
  },
  Volume: {
    name: "archive",
    args: {
      name: "run7_archive",
      accessMode: "RW",
      service: {
        type: "s3",
        bucket: "lab-archive",
        prefix: "run7/",
        credentials: { roleArn: "arn:aws:iam::123456789012:role/cavatica", externalId: "lab" },
      },
    },
    output: "id",
  },
  FileImport: {
    name: "panel",
    args: {
      source: { volume: "lab/reference", location: "panels/exome.bed" },
      destination: { project: "lab/run7", name: "exome-panel.bed" },
    },
    output: "state",
  },
  BulkFileImport: {
    name: "panels",
    args: {
      items: [{ source: { location: "exome.bed" } }],
      volume: "lab/reference",
      prefix: "panels/",
      project: "lab/run7",
    },
    output: "failed",
  },
  Manifest: {
    name: "listed",
    args: { path: "exports.yaml" },
    output: "exports",
    texts: {
      TypeScript: `import { fromManifest } from "pulumi-cavatica";\n\nexport const uris = fromManifest("exports.yaml").outputs.exports;`,
    },
  },
};

/** The results of a bulk resource that the program has in a variable. */
const resultsOf = (token, { resource, type, args }) => ({
  args: {},
  output: "results",
  texts: {
    TypeScript: `import { ${type} } from "pulumi-cavatica";\n\nconst ${resource} = new ${type}("${resource}", ${args});\nexport const results = ${resource}.results;`,
    Python: `# ${resource}: the ${type} of its own page\nfound = cavatica.get_${token}_results_output(jobs=${resource}.jobs)\npulumi.export("results", found.results)`,
    YAML: `# \${${resource}}: the ${type} of its own page\nvariables:\n  found:\n    fn::invoke:\n      function: cavatica:get${pascal(token)}Results\n      arguments:\n        jobs: \${${resource}.jobs}\noutputs:\n  results: \${found.results}`,
    Go: `// ${resource}: the ${type} of its own page\nfound := cavatica.Get${pascal(token)}ResultsOutput(ctx, cavatica.Get${pascal(token)}ResultsOutputArgs{Jobs: ${resource}.Jobs})\nctx.Export("results", found.Results())`,
  },
});

const pascal = (name) => name[0].toUpperCase() + name.slice(1);

/** Functions: `output` is the member of the result that the program exports. */
export const FUNCTIONS = {
  getFile: { args: { project: "lab/run7", path: "aligned/sample-01.cram" }, output: "id" },
  getFiles: { args: { project: "lab/run7", include: ["aligned/*.cram"] }, output: "files" },
  getVolume: { args: { id: "lab/archive" }, output: "accessMode" },
  getExport: { args: { id: "Jf5hTz0aBcDeFgHiJkLmNoPqRsTuVwXy" }, output: "state" },
  getExportResults: resultsOf("export", {
    resource: "run7",
    type: "BulkFileExport",
    args: `{\n  volume: "lab/archive",\n  items: [{ source: { file: "${sample}" }, destination: { location: "batch/sample-1.cram" } }],\n  copyOnly: true,\n}`,
  }),
  getImportResults: resultsOf("import", {
    resource: "panels",
    type: "BulkFileImport",
    args: `{\n  volume: "lab/reference",\n  items: [{ source: { location: "panels/exome.bed" } }],\n  project: "lab/run7",\n}`,
  }),
};
