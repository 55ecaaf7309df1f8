import { type Simulator, type SimulatorOptions, startSimulator } from "../../simulator";
import { expectFaultsStruck } from "./faultsStrike";
import { dummyClass } from "./dummy";
import { newStack, type OperationResult, type Stack, type StackOptions } from "./engine";
import { sharedClock, strict } from "./world";

export const SUBMISSIONS = /^POST (\/bulk)?\/storage\/exports(\/create)?$/;

/** A simulated platform and a stack of the real engine on it; the provider process shares the platform's fast clock. */
export interface PlatformStack {
  sim: Simulator;
  stack: Stack;
  /** Adds a file to the project lab/run7 and returns its ID. */
  file: (path?: string) => string;
  stop(): Promise<void>;
}

export interface PlatformStackOptions extends StackOptions {
  /** Platform seconds per real second. */
  speed?: number;
  sim?: SimulatorOptions;
  /** False: no credentials in the environment. */
  account?: boolean;
}

export async function newPlatformStack(options: PlatformStackOptions = {}): Promise<PlatformStack> {
  const { speed = 40, sim: simulated, account = true, env, ...rest } = options;
  const clock = sharedClock(speed);
  const sim = await startSimulator(strict({ jobSeconds: 8, now: clock.now, ...simulated }));
  for (const name of simulated?.seed === undefined ? ["archive", "second"] : [])
    sim.addVolume({ name, bucket: `lab-${name}`, prefix: "exports/" });
  const credentials = account ? { SB_API_ENDPOINT: sim.url, SB_AUTH_TOKEN: sim.token } : {};
  const stack = await newStack({ ...rest, env: { ...credentials, ...clock.env, ...env } });
  let files = 0;
  return {
    sim,
    stack,
    file: (path = `file-${files++}.bam`) => sim.addFile({ project: "lab/run7", path, size: 1000 }).id,
    stop: async () => {
      await stack.remove();
      await sim.close();
      expectFaultsStruck(sim);
    },
  };
}

const LOOKUPS = ["getExport", "getFile", "getFiles", "getVolume"];
const NAMES = [
  "BulkFileExport",
  "BulkFileImport",
  "FileExport",
  "FileImport",
  "Provider",
  "Volume",
  ...LOOKUPS,
  ...LOOKUPS.map((name) => `${name}Output`),
];

/** A JavaScript program with the SDK, this package's names and `Dummy` in scope. */
export const program = (...statements: string[]): string =>
  [
    `const pulumi = require("@pulumi/pulumi");`,
    `const { ${NAMES.join(", ")} } = require("pulumi-cavatica");`,
    ...(statements.some((one) => one.includes("new Dummy(")) ? [dummyClass] : []),
    ...statements,
  ].join("\n");

export interface Declared {
  location: string;
  volume?: string;
  properties?: Record<string, string | null>;
  overwrite?: boolean;
  copyOnly?: boolean;
}

/** Declares an export to the volume lab/archive; `opts` is program source. */
export function fileExport(name: string, file: string, to: Declared | string, opts = "{}"): string {
  const { location, volume = "lab/archive", ...rest } = typeof to === "string" ? { location: to } : to;
  const args = { source: { file }, destination: { volume, location }, ...rest };
  return `const ${name} = new FileExport("${name}", ${JSON.stringify(args)}, ${opts});`;
}

export interface DeclaredImport {
  location: string;
  volume?: string;
  destination?: Record<string, string>;
  overwrite?: boolean;
  autorename?: boolean;
  preserveFolderStructure?: boolean;
}

/** Declares an import from the volume lab/archive, by default into the project lab/run8. */
export function fileImport(name: string, of: DeclaredImport | string, opts = "{}"): string {
  const { location, volume = "lab/archive", ...rest } = typeof of === "string" ? { location: of } : of;
  const args = { source: { volume, location }, destination: { project: "lab/run8" }, ...rest };
  return `const ${name} = new FileImport("${name}", ${JSON.stringify(args)}, ${opts});`;
}

/** The errors that a run reported. */
export const errorsOf = ({ diagnostics }: Pick<OperationResult, "diagnostics">): string[] =>
  diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);

/** The jobs of a file, oldest first. */
export const jobsOf = (sim: Simulator, file: string) =>
  sim.exports().filter((job) => job.source.file === file);
