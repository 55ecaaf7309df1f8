// A simulated platform in its own process, so that it doesn't share an event loop with the measured tool. Talks to its
// parent: it receives options and returns its URL; each message "facts" or "mark" is answered with what was recorded so
// far.
import { createSimulator } from "pulumi-cavatica/simulator";

const isFinal = ({ state }) => state === "COMPLETED" || state === "FAILED";

/** When a response first showed that each job had ended: its caller can't have noticed earlier. */
function watchAnswers(sim, now) {
  const noticed = new Map();
  const see = (job) => {
    if (job?.id && isFinal(job) && !noticed.has(job.id)) noticed.set(job.id, now());
  };
  sim.app.addHook("preSerialization", async (request, _reply, body) => {
    if (!/\/storage\/exports/.test(request.url)) return body;
    for (const item of body.items ?? [body]) see(item.resource ?? item);
    return body;
  });
  return noticed;
}

function facts(sim, noticed) {
  const jobs = sim.exports().map(({ id, state, createdAt, finishedAt }) => ({
    state,
    createdAt,
    finishedAt,
    noticedAt: noticed.get(id),
  }));
  const requests = sim.requests.map(({ at, method, path, status }) => ({ at, method, path, status }));
  return { jobs, requests };
}

async function start({ files, seconds, speed, rateLimit }) {
  const anchor = Date.now();
  const now = () => anchor + (Date.now() - anchor) * speed;
  const sim = createSimulator({ now, ...(rateLimit && { rateLimit }) });
  const noticed = watchAnswers(sim, now);
  sim.addVolume({ name: "archive", owner: "lab", accessMode: "RW", bucket: "lab-archive" });
  const added = sim.addFiles({ project: "lab/bench", count: files, prefix: "sample-", size: 1e9 });
  added.forEach(({ id }, i) => sim.slowFile(id, seconds[i % seconds.length]));
  await sim.listen();
  process.on("message", (what) => process.send(what === "facts" ? facts(sim, noticed) : sim.mark()));
  process.send({ url: sim.url, token: sim.token, anchor, files: added.map(({ id }) => id) });
}

process.once("message", start);
process.once("disconnect", () => process.exit());
