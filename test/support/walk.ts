// Follows a page word for word, as a reader does with a terminal: each shell block runs where the one before it has ended, with
// the variables that it has exported.
import { execFile, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { snippetsOf } from "./snippets";
import { writeFiles } from "./project";

const exec = promisify(execFile);

/** The block that belongs into a second terminal. */
const SECOND_TERMINAL = /^npx pulumi-cavatica simulator/m;
/** The port on the pages is the default one, which another test may be using. */
const PORT = /\b8099\b/g;

interface Jobs {
  items: { state: string; destination: { location: string } }[];
}

export interface Walk {
  /** The shell blocks of the first terminal. */
  blocks: string[];
  /** The text of the n-th snippet in a language. */
  snippet(language: string, n?: number): string;
  /** Runs the next blocks, and returns what they print. */
  next(count?: number): Promise<string>;
  /** Runs a command that isn't on the page. */
  run(script: string): Promise<string>;
  /** Writes a file where the terminal is. */
  write(name: string, text: string): Promise<void>;
  read(name: string): Promise<string>;
  /** The jobs of the platform that the page starts. */
  exports(): Promise<{ state: string; location: string }[]>;
  /** The number of requests that this platform has seen. */
  requests(): Promise<number>;
  stop(): void;
}

export interface WalkOptions {
  page: string;
  /** Where the reader begins. The package and what its programs need is installed there, so `npm install` has nothing to do. */
  place: string;
  env: NodeJS.ProcessEnv;
  /** Changes a block that can't be run as it is, such as one that installs this package from a registry. */
  adapt?: (block: string) => string;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

async function secondTerminal(block: string, port: number, { place, env }: WalkOptions) {
  const script = block.replace("simulator", `simulator --port ${port}`);
  const child = spawn("bash", ["-ec", `exec ${script}`], { cwd: place, env, detached: true });
  await new Promise<void>((started, failed) => {
    child.stdout.on("data", (text: Buffer) => String(text).includes("listens at") && started());
    child.on("exit", (code) => failed(new Error(`the simulator ended with ${code}`)));
  });
  return () => void process.kill(-child.pid!, "SIGTERM");
}

/** Runs a script, and finds out where it has ended and what it has exported. */
async function run(script: string, cwd: string, env: NodeJS.ProcessEnv, place: string) {
  const state = join(place, ".walk-state");
  const noted = `${script}\n{ pwd; env -0; } > "${state}"`;
  const { stdout, stderr } = await exec("bash", ["-ec", noted], { cwd, env, maxBuffer: 1 << 26 });
  const [folder = "", ...rest] = (await readFile(state, "utf8")).split("\n");
  const variables = rest.join("\n").split("\0").filter(Boolean);
  const pairs = variables.map((one) => [one.slice(0, one.indexOf("=")), one.slice(one.indexOf("=") + 1)]);
  return { output: stdout + stderr, cwd: folder, env: Object.fromEntries(pairs) as NodeJS.ProcessEnv };
}

export async function walk(options: WalkOptions): Promise<Walk> {
  const { page, place, adapt = (block) => block } = options;
  const snippets = snippetsOf(page);
  const shell = snippets.filter(({ language }) => language === "sh").map(({ text }) => text);
  const port = await freePort();
  const inSecond = shell.find((block) => SECOND_TERMINAL.test(block));
  const stop = inSecond === undefined ? () => undefined : await secondTerminal(inSecond, port, options);
  const blocks = shell.filter((block) => block !== inSecond);
  let [at, cwd, env] = [0, place, options.env];
  const ask = async (path: string): Promise<unknown> =>
    (await fetch(`http://127.0.0.1:${port}/_sim/${path}`)).json();
  const type = async (script: string): Promise<string> => {
    const ended = await run(adapt(script.replace(PORT, String(port))), cwd, env, place);
    ({ cwd, env } = ended);
    return ended.output;
  };
  return {
    blocks,
    run: type,
    snippet: (language, n = 0) => snippets.filter((one) => one.language === language)[n]!.text,
    next: (count = 1) => {
      at += count;
      return type(blocks.slice(at - count, at).join("\n"));
    },
    write: (name, text) => writeFiles(cwd, { [name]: text }),
    read: (name) => readFile(join(cwd, name), "utf8"),
    exports: async () =>
      ((await ask("exports")) as Jobs).items.map(({ state, destination: { location } }) => ({
        state,
        location,
      })),
    requests: async () => ((await ask("count?pattern=.")) as { count: number }).count,
    stop,
  };
}
