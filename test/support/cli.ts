// The official CLI for tests: the folder that `npm test` found, or else the one that the bootstrap returns.
import { execFile } from "node:child_process";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { checkout, cleanEnvironment } from "./project";

const exec = promisify(execFile);
let folder: Promise<string> | undefined;

async function findFolder(): Promise<string> {
  if (process.env.PULUMI_CAVATICA_CLI) return process.env.PULUMI_CAVATICA_CLI;
  const { stdout } = await exec(process.execPath, [join(checkout, "scripts/cli.mjs")]);
  return stdout.trim();
}

export const cliFolder = (): Promise<string> => (folder ??= findFolder());

export const isolation = (cli: string, home: string): Record<string, string> => ({
  PATH: [cli, dirname(process.execPath), process.env.PATH].join(delimiter),
  PULUMI_HOME: join(home, ".pulumi"),
  PULUMI_BACKEND_URL: `file://${home}`,
  PULUMI_CONFIG_PASSPHRASE: "test",
  PULUMI_SKIP_UPDATE_CHECK: "true",
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  // Type errors in examples are the compiler's job (npm run types); checking them here would take seconds per run.
  PULUMI_NODEJS_TRANSPILE_ONLY: "true",
  // Enables --event-log.
  PULUMI_DEBUG_COMMANDS: "true",
});

export interface Cli {
  path: string;
  env: NodeJS.ProcessEnv;
  /** Runs a command without events (config, stack export …); throws with its output if it fails. */
  run(args: string[], cwd: string): Promise<string>;
}

export async function newCli(home: string, extra: Record<string, string>): Promise<Cli> {
  const cli = await cliFolder();
  const path = join(cli, "pulumi");
  const env = cleanEnvironment(home, { ...isolation(cli, home), ...extra });
  const maxBuffer = 1 << 30;
  return {
    path,
    env,
    run: async (args, cwd) =>
      (await exec(path, [...args, "--non-interactive", "--color=never"], { cwd, env, maxBuffer })).stdout,
  };
}
