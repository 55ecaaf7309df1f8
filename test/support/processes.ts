// Finds the processes of one stack by their working folder, which is where the engine starts its plugins.
// Needs Linux's /proc: no portable tool tells a process's working folder. Synchronous: /proc is memory, and callers poll.
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";

export interface RunningProcess {
  pid: number;
  command: string;
}

function quietly<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined; // ended meanwhile, or another user's
  }
}

const commandOf = (pid: string) => readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();

export function processesIn(dir: string): RunningProcess[] {
  if (!existsSync("/proc")) throw new Error("finding a stack's processes needs /proc (Linux)");
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && quietly(() => readlinkSync(`/proc/${name}/cwd`)) === dir)
    .map((pid) => ({ pid: Number(pid), command: quietly(() => commandOf(pid)) ?? "" }))
    .filter(({ command }) => command !== ""); // a zombie has none
}

export function killAllIn(dir: string): void {
  for (const { pid } of quietly(() => processesIn(dir)) ?? []) quietly(() => process.kill(pid, "SIGKILL"));
}

/** Whether every one of these processes is gone; a zombie that nobody has reaped counts as gone. */
export function areGone(pids: number[]): boolean {
  const states = pids.map((pid) => quietly(() => readFileSync(`/proc/${pid}/stat`, "utf8")) ?? ") Z");
  return states.every((text) => text.slice(text.lastIndexOf(")") + 2).startsWith("Z"));
}
