import { createSimulator, type Simulator, type SimulatorOptions } from "../../../simulator";

/** The contents of responses, as far as tests read them; each test states what it expects. */
export interface Body {
  id: string;
  code: number;
  state: string;
  username: string;
  storage: unknown;
  result: unknown;
  active: boolean;
  items: (Body & { resource: Body; error: Body; destination: { location: string } })[];
  prefixes: Body[];
  links: { next: string; href: string; rel: string }[];
  [member: string]: unknown;
}

export interface Answer {
  status: number;
  headers: Headers;
  body: Body;
  text: string;
}

/** A simulator in simulated time, with the calls that tests use most. */
export interface TestWorld {
  sim: Simulator;
  /** Lets time pass. */
  pass: (seconds: number) => void;
  call: (method: string, path: string, body?: unknown, token?: string) => Promise<Answer>;
}

export const START = Date.parse("2026-01-12T09:30:00Z");

export function testWorld(options: SimulatorOptions = {}): TestWorld {
  let now = START;
  const sim = createSimulator({ now: () => now, sleep: () => Promise.resolve(), ...options });
  return {
    sim,
    pass: (seconds) => {
      now += seconds * 1000;
    },
    call: async (method, path, body, token = sim.token) => {
      const response = await sim.fetch(sim.url + path, {
        method,
        headers: { "X-SBG-Auth-Token": token, "Content-Type": "application/json" },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.includes("json") ?? false;
      const parsed = (isJson && text !== "" ? JSON.parse(text) : {}) as Body;
      return { status: response.status, headers: response.headers, body: parsed, text };
    },
  };
}

/** A world with a project of some files and a volume. */
export function exportWorld(options: SimulatorOptions = {}, count = 3) {
  const world = testWorld(options);
  world.sim.addVolume({ name: "archive", bucket: "lab-archive", prefix: "runs/" });
  const files = world.sim.addFiles({ project: "lab/run7", count, prefix: "s-" });
  const item = (index: number, location = `s-${index}.bam`, more: object = {}) => ({
    source: { file: files[index]?.id },
    destination: { volume: "lab/archive", location },
    ...more,
  });
  return { ...world, files, item };
}
