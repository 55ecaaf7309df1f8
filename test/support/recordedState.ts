// States written by released versions of this package, with the requests that restore the simulated platform.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createSimulator, type Simulator } from "../../simulator";
import { newStack, type Stack, type StackState } from "./engine";
import { checkout } from "./project";
import { sharedClock } from "./world";

/**
 * The requests that changed the platform, in order. Job IDs and times follow from them, since the simulator is
 * deterministic.
 */
interface Write {
  at: number;
  token: string;
  method: string;
  url: string;
  body: unknown;
}

export interface Restored {
  sim: Simulator;
  stack: Stack;
  stop(): Promise<void>;
}

export const recordings = join(checkout, "test/fixtures/state");
/** Replaces the platform's URL in the checked-in files. */
const NOWHERE = "http://127.0.0.1:9/v2";
const TOKEN = "recorded-token-of-lab";
const AN_HOUR = 3_600_000;

/**
 * The platform's contents before any program runs. It is the same for all versions: after a change, record all of them
 * again.
 */
function seed(sim: Simulator): void {
  sim.addUser({ username: "partner", token: "recorded-token-of-partner" });
  sim.addVolume({ name: "archive", owner: "lab", bucket: "lab-archive", prefix: "exports/" });
  sim.addVolume({ name: "theirs", owner: "partner", bucket: "partner-bucket" });
  for (let n = 1; n <= 9; n++) {
    const project = n === 3 ? "partner/run" : "lab/run7";
    sim.addFile({ id: `65a1f0c2e4b0a1b2c3d4e50${n}`, project, path: `${n}.bam`, size: 1000 });
  }
  sim.addProject("lab/run8");
  for (const location of ["there.cram", "many/1.cram", "many/2.cram"]) sim.addObject("lab/archive", location);
}

const stackFor = async (folder: string, sim: Simulator, env: Record<string, string> = {}) =>
  newStack({
    program: await readFile(join(folder, "index.js"), "utf8"),
    env: { SB_API_ENDPOINT: sim.url, SB_AUTH_TOKEN: TOKEN, ...env },
  });

/** Records the state and requests of a version's program, with this checkout's build. */
export async function record(version: string): Promise<void> {
  const folder = join(recordings, version);
  const clock = sharedClock(40);
  const sim = createSimulator({ token: TOKEN, jobSeconds: 8, now: clock.now });
  const writes: Write[] = [];
  sim.app.addHook("preHandler", (request, _reply, done) => {
    const { method, url, body, headers } = request;
    const isRead = method === "GET" || url.endsWith("/get");
    const token = String(headers["x-sbg-auth-token"]);
    if (!isRead) writes.push({ at: clock.now(), token, method, url, body });
    done();
  });
  seed(sim);
  await sim.listen();
  const stack = await stackFor(folder, sim, clock.env);
  await stack.up();
  const state = JSON.stringify(withoutRootsTrace(await stack.export()), undefined, 1).replaceAll(
    sim.url,
    NOWHERE,
  );
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "state.json"), `${state}\n`);
  await writeFile(join(folder, "writes.json"), `${JSON.stringify(writes, undefined, 1)}\n`);
  await stack.remove();
  await sim.close();
}

/** The SDK registers the stack itself, wherever the SDK is installed on this machine. */
function withoutRootsTrace(state: StackState): StackState {
  for (const resource of state.deployment.resources ?? [])
    if (resource.type === "pulumi:pulumi:Stack") {
      delete resource["sourcePosition"];
      delete resource["stackTrace"];
    }
  return state;
}

/** A stack with a recorded state, on a platform that has received that program's requests. */
export async function restore(version: string): Promise<Restored> {
  const folder = join(recordings, version);
  const writes = JSON.parse(await readFile(join(folder, "writes.json"), "utf8")) as Write[];
  let now = writes[0]!.at;
  const sim = createSimulator({ token: TOKEN, jobSeconds: 8, now: () => now });
  seed(sim);
  await sim.listen();
  for (const { at, token, method, url, body } of writes) {
    now = at;
    const headers = { "X-SBG-Auth-Token": token, "Content-Type": "application/json" };
    const init = { method, headers, ...(body != null && { body: JSON.stringify(body) }) };
    const answer = await sim.fetch(new URL(url, sim.url), init);
    if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
  }
  now += AN_HOUR;
  const stack = await stackFor(folder, sim);
  const state = await readFile(join(folder, "state.json"), "utf8");
  await writeFile(join(stack.dir, "recorded.json"), state.replaceAll(NOWHERE, sim.url));
  await stack.pulumi(["stack", "import", "--file", "recorded.json"]);
  return {
    sim,
    stack,
    stop: async () => {
      await stack.remove();
      await sim.close();
    },
  };
}
