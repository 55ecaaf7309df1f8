// The parent's side of platformProcess.mjs.
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const script = join(import.meta.dirname, "platformProcess.mjs");

async function ask(child, message) {
  child.send(message);
  const exited = once(child, "exit").then(() => {
    throw new Error("the simulated platform exited unexpectedly");
  });
  exited.catch(() => undefined);
  const [answer] = await Promise.race([once(child, "message"), exited]);
  return answer;
}

/**
 * @param options files: how many; seconds: how long their jobs run, repeated as needed; speed: of the platform's clock;
 * rateLimit: "off", or the documented one
 */
export async function startPlatform(options) {
  const child = fork(script);
  const { url, token, anchor, files } = await ask(child, options);
  return {
    files,
    /** What a client needs: the account, and the clock if it isn't the real one. */
    env: {
      SB_API_ENDPOINT: url,
      SB_AUTH_TOKEN: token,
      BENCH_SPEED: String(options.speed),
      ...(options.speed !== 1 && { PULUMI_CAVATICA_CLOCK: `${options.speed}@${anchor}` }),
    },
    facts: () => ask(child, "facts"),
    mark: () => ask(child, "mark"),
    stop: async () => {
      if (child.exitCode !== null) return;
      child.disconnect();
      await once(child, "exit");
    },
  };
}
