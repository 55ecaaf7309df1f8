// This package: all files in one BulkFileExport.
const { BulkFileExport } = require("pulumi-cavatica");

const items = require("./files.json").map((file, i) => ({
  source: { file },
  destination: { location: `run7/sample-${i}.bam` },
}));
new BulkFileExport("samples", { items, volume: "lab/archive" });
