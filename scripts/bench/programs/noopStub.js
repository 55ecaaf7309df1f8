// The engine's cost for dynamic resources that do nothing, declared as this package does: with a short constant string
// instead of a serialised provider, and without stack traces.
const pulumi = require("@pulumi/pulumi");
const { dropTraces } = require(process.env.BENCH_ROOT + "/dist/provider/resources/dropTraces.js");

const stub = "exports.handler=()=>({create:async(i)=>({id:i.source.file,outs:i})})";

class Noop extends pulumi.CustomResource {
  constructor(name, args, opts) {
    const restoreTraces = dropTraces();
    try {
      super("pulumi-nodejs:dynamic/bench:Noop", name, { ...args, __provider: stub }, opts);
    } finally {
      restoreTraces();
    }
  }
}

require("./files.json").forEach((file, i) => {
  const location = `run7/sample-${i}.bam`;
  new Noop(`sample-${i}`, { source: { file }, destination: { volume: "lab/archive", location } });
});
