// Finds the processes of one stack by their working folder, which is where the engine starts its plugins. Needs Linux's
// /proc, since no portable tool shows a process's working folder. Synchronous because /proc is in memory and callers
// poll.
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";

export interface RunningProcess {
  pid: number;
  command: string;
}

function quietly<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined; // exited meanwhile, or belongs to another user
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

/** Whether all of these processes are gone; a zombie that hasn't been reaped counts as gone. */
export function areGone(pids: number[]): boolean {
  const states = pids.map((pid) => quietly(() => readFileSync(`/proc/${pid}/stat`, "utf8")) ?? ") Z");
  return states.every((text) => text.slice(text.lastIndexOf(")") + 2).startsWith("Z"));
}
