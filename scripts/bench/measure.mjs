// One measurement: a fresh platform, one contender, its figures.
import { loadavg } from "node:os";
import { startPlatform } from "./platform.mjs";
import { countRequests, countStates, delays } from "./stats.mjs";

/** The last lines of a failure's output, for the JSON. */
const tail = (output) => output.trim().split("\n").slice(-15).join("\n");

export async function measure(contender, n, { seconds, speed }, tools) {
  const load = loadavg()[0];
  const { id, title, rateLimit, needsJobs = true } = contender;
  const platform = await startPlatform({ files: n, seconds, speed, rateLimit });
  try {
    const { seen, output, wallMs, ...rest } = await contender.run({ n, platform, tools });
    return {
      id,
      title,
      n,
      needsJobs,
      // In the platform's time, like all times here except those of later steps.
      wallMs: wallMs * speed,
      ...rest,
      requests: countRequests(seen.requests),
      delays: delays(seen.jobs),
      jobs: countStates(seen.jobs),
      loadBefore: load,
      ...(rest.code !== 0 && { lastWords: tail(output) }),
    };
  } finally {
    await platform.stop();
  }
}
