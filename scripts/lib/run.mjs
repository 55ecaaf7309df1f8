import { spawn } from "node:child_process";

const collect = (stream, echo) => {
  const chunks = [];
  stream.on("data", (chunk) => {
    chunks.push(chunk);
    echo?.write(chunk);
  });
  return () => Buffer.concat(chunks).toString();
};

/** Runs a command and always resolves: `code` is null if the command could not be started. */
export function attempt(command, args, { echo = false, ...options } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    const stdout = collect(child.stdout, echo ? process.stdout : undefined);
    const stderr = collect(child.stderr, echo ? process.stderr : undefined);
    child.on("error", (error) => done({ code: null, stdout: stdout(), stderr: error.message }));
    child.on("close", (code, signal) => done({ code: code ?? signal, stdout: stdout(), stderr: stderr() }));
  });
}

/** Runs a command whose failure ends the script; the message contains the end of its output. */
export async function run(command, args, options) {
  const result = await attempt(command, args, options);
  if (result.code === 0) return result.stdout;
  const tail = (result.stdout + result.stderr).trim().split("\n").slice(-25).join("\n");
  throw new Error(`${[command, ...args].join(" ")} failed (${result.code ?? "not started"})\n${tail}`);
}

/** Runs a script's main function; an expected failure is printed as a message, not as a stack trace. */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    console.error(process.env.DEBUG ? error : `error: ${error.message}`);
    process.exitCode = 1;
  }
}

/** Progress is written to stderr, because stdout is for a script's result. */
export const say = (message) => process.stderr.write(`${message}\n`);
