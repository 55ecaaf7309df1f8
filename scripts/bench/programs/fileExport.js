// This package: one FileExport per file.
const { FileExport } = require("pulumi-cavatica");

require("./files.json").forEach((file, i) => {
  const location = `run7/sample-${i}.bam`;
  new FileExport(`sample-${i}`, { source: { file }, destination: { volume: "lab/archive", location } });
});
