import { Command, InvalidArgumentError, Option } from "commander";
import { type FaultOptions, faultKinds, parseFault } from "./faults/kinds";
import { type SimulatorOptions, usualRateLimit } from "./options";
import type { RateLimit } from "./rules/rateWindow";
import { seedNames } from "./seeds";
import type { Simulator } from "./simulator";
import { startSimulator } from "./start";
import { defaultSwitches } from "./defaultSwitches";
import type { Switches } from "./switches";

interface Given {
  port: number;
  seed: string;
  jobSeconds: number;
  pendingSeconds: number;
  volumes?: string;
  token?: string;
  rateLimit?: RateLimit | "off";
  fault: FaultOptions[];
  switch: Partial<Switches>;
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError("not a number");
  return value;
}

function port(text: string): number {
  const value = number(text);
  if (!Number.isInteger(value) || value > 65_535) throw new InvalidArgumentError("not a port");
  return value;
}

/** Reads "off", "1000/300" or "1000/300/sliding". */
function rateLimit(text: string): RateLimit | "off" {
  if (text === "off") return "off";
  const match = /^(\d+)\/(\d+)(?:\/(fixed|sliding))?$/.exec(text);
  if (!match) throw new InvalidArgumentError('expected "off", "1000/300" or "1000/300/sliding"');
  const kind = match[3] === "sliding" ? "sliding" : "fixed";
  return { limit: Number(match[1]), windowSeconds: Number(match[2]), kind };
}

function fault(text: string, before: FaultOptions[]): FaultOptions[] {
  try {
    return [...before, parseFault(text)];
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

/** Reads "name=value"; the value is JSON, or else a plain string. */
function aSwitch(text: string, before: Partial<Switches>): Partial<Switches> {
  const [name = "", ...rest] = text.split("=");
  if (!Object.hasOwn(defaultSwitches, name)) {
    throw new InvalidArgumentError(`known switches: ${Object.keys(defaultSwitches).join(", ")}`);
  }
  const value = plainOrJson(rest.join("="));
  const wanted = typeof defaultSwitches[name as keyof Switches];
  if (typeof value !== wanted) throw new InvalidArgumentError(`${name} must be a ${wanted}`);
  return { ...before, [name]: value };
}

function plainOrJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function toOptions(given: Given): SimulatorOptions {
  return {
    port: given.port,
    seed: given.seed,
    jobSeconds: given.jobSeconds,
    pendingSeconds: given.pendingSeconds,
    rateLimit: given.rateLimit ?? usualRateLimit,
    switches: given.switch,
    ...(given.volumes !== undefined && { volumesDir: given.volumes }),
    ...(given.token !== undefined && { token: given.token }),
    log: (line) => console.error(line),
  };
}

/** What a user needs to continue: URL, token, and one call to try. */
function introduction(sim: Simulator): string {
  return [
    `The simulator listens at ${sim.url}. Ctrl-C stops it; nothing is kept.`,
    "",
    `export SB_API_ENDPOINT=${sim.url}`,
    `export SB_AUTH_TOKEN=${sim.token}`,
    "",
    `Try:     curl -H "X-SBG-Auth-Token: ${sim.token}" "${sim.url}/storage/volumes?fields=_all"`,
    `Inspect: ${sim.url.replace(/\/v2$/, "/_sim")}/requests, …/exports, …/faults (POST to add one)`,
  ].join("\n");
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}

/** What a user can do about a failed start. */
function advice(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.includes("EADDRINUSE") ? `${text}; --port 0 picks a free port` : text;
}

async function run(given: Given, command: Command): Promise<void> {
  const sim = await startSimulator(toOptions(given)).catch((error: unknown) => {
    return command.error(`error: ${advice(error)}`);
  });
  for (const each of given.fault) sim.faults.add(each);
  console.log(introduction(sim));
  await untilSignal();
  await sim.close();
}

function switchHelp(): string {
  const lines = Object.entries(defaultSwitches).map(([name, value]) => {
    return `  ${name}=${typeof value === "object" ? JSON.stringify(value) : String(value)}`;
  });
  return ["", "Switches and their defaults:", ...lines].join("\n");
}

/** The command "simulator" of the command line. */
export function simulatorCommand(): Command {
  return new Command("simulator")
    .description("run a simulated platform on this machine: the same API, without an account or any risk")
    .option("--port <number>", "port to listen on; 0 picks a free one", port, 8099)
    .option(
      "--seed <name>",
      `world to start with: ${seedNames.join(", ")}; "scale:5000" sets the number`,
      "demo",
    )
    .option("--token <text>", "token of the user lab (default: a random one)")
    .option("--job-seconds <seconds>", "how long a job runs", number, 2)
    .option("--pending-seconds <seconds>", "how long a job waits before it runs", number, 0)
    .option("--volumes <folder>", "write exported objects as files below this folder")
    .option("--rate-limit <limit>", 'requests/seconds[/sliding], or "off" (default: 1000/300)', rateLimit)
    .addOption(
      new Option(
        "--fault <options>",
        `repeatable, such as kind=429,times=3,path=/bulk; kinds: ${faultKinds.join(", ")}`,
      )
        .argParser(fault)
        .default([], "none"),
    )
    .addOption(
      new Option("--switch <name=value>", "repeatable; undocumented behaviour of the platform, see below")
        .argParser(aSwitch)
        .default({}, "none"),
    )
    .addHelpText("after", switchHelp)
    .action(run);
}
