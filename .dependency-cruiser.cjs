/** The arrows of docs/architecture.md: a folder may import what stands in its row, nothing else of ours. */
const layers = {
  model: [],
  platform: ["model"],
  inputs: ["platform", "model"],
  jobs: ["platform", "model"],
  runtime: ["jobs", "inputs", "platform", "model"],
  resources: ["inputs", "model"],
  functions: ["resources", "inputs", "platform", "model"],
  preflight: ["resources", "functions", "inputs", "platform", "model"],
  components: ["resources", "functions", "inputs", "platform", "model"],
  report: ["inputs", "platform", "model"],
  plugin: [
    "runtime",
    "preflight",
    "manifest",
    "components",
    "resources",
    "functions",
    "jobs",
    "inputs",
    "platform",
    "model",
  ],
  automation: ["report", "inputs", "platform", "model"],
  manifest: ["resources", "functions", "components", "preflight", "inputs", "platform", "model"],
};

const layerRule = ([folder, allowed]) => ({
  name: `layer-${folder}`,
  severity: "error",
  comment: `provider/${folder} may import only: ${allowed.join(", ") || "libraries"}`,
  from: { path: `^provider/${folder}/` },
  to: {
    path: "^(provider|simulator|test)/",
    pathNot: `^provider/(${[folder, ...allowed].join("|")})/`,
    // Declaring resources must not load what carries them out; its types are welcome.
    ...(folder === "resources" && { dependencyTypesNot: ["type-only"] }),
  },
});

module.exports = {
  forbidden: [
    ...Object.entries(layers).map(layerRule),
    {
      name: "pulumi-types-only",
      severity: "error",
      comment: "the provider process stays free of the SDK: of Pulumi only types",
      from: { path: "^provider/(model|platform|inputs|jobs|runtime)/" },
      to: { path: "@pulumi/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "plugin-without-classes",
      severity: "error",
      comment: "the plugin carries out what programs of any language declare: of the classes only types",
      from: { path: "^provider/plugin/" },
      to: { path: "^provider/resources/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "simulator-stands-alone",
      severity: "error",
      comment: "the simulator is the platform: it shares no code with the client it tests",
      from: { path: "^simulator/" },
      to: { path: "^provider/" },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
    },
  },
};
