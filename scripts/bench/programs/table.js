// This package: all files in a table that a manifest names.
const { writeFileSync } = require("node:fs");
const { fromManifest } = require("pulumi-cavatica");

writeFileSync("exports.yaml", "bulkExports: { samples: { itemsFrom: cohort.csv, volume: lab/archive } }\n");
module.exports = fromManifest("exports.yaml").outputs;
