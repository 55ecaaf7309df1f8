// The engine's cost for dynamic resources that do nothing, written as in Pulumi's documentation.
const pulumi = require("@pulumi/pulumi");

const provider = {
  async create(inputs) {
    return { id: inputs.source.file, outs: inputs };
  },
};

class Noop extends pulumi.dynamic.Resource {
  constructor(name, args, opts) {
    super(provider, name, args, opts);
  }
}

require("./files.json").forEach((file, i) => {
  const location = `run7/sample-${i}.bam`;
  new Noop(`sample-${i}`, { source: { file }, destination: { volume: "lab/archive", location } });
});
