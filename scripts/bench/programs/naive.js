/* global fetch -- Node has it */
// A dynamic provider as described in Pulumi's documentation ("Dynamic resource providers"): the provider object is
// serialised with each resource; create posts one job and polls it in its own loop.
const pulumi = require("@pulumi/pulumi");

const POLL_SECONDS = 5;

async function call(method, path, body) {
  const answer = await fetch(process.env.SB_API_ENDPOINT + path, {
    method,
    headers: { "X-SBG-Auth-Token": process.env.SB_AUTH_TOKEN, "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

const exportProvider = {
  async create(inputs) {
    const { source, destination } = inputs;
    let job = await call("POST", "/storage/exports", { source, destination });
    while (job.state !== "COMPLETED" && job.state !== "FAILED") {
      // Polls faster in real time if the platform's clock is faster.
      await new Promise((done) => setTimeout(done, (POLL_SECONDS * 1000) / Number(process.env.BENCH_SPEED)));
      job = await call("GET", `/storage/exports/${job.id}`);
    }
    if (job.state === "FAILED") throw new Error(`export ${job.id} failed: ${job.error?.message}`);
    return { id: job.id, outs: { ...inputs, state: job.state, finishedOn: job.finished_on } };
  },
};

class Export extends pulumi.dynamic.Resource {
  constructor(name, args, opts) {
    super(exportProvider, name, { state: undefined, finishedOn: undefined, ...args }, opts);
  }
}

require("./files.json").forEach((file, i) => {
  const location = `run7/sample-${i}.bam`;
  new Export(`sample-${i}`, { source: { file }, destination: { volume: "lab/archive", location } });
});
