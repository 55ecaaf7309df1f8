// Finds the processes of one stack by their working folder, which is where the engine starts its plugins.
import { readdir, readFile, readlink } from "node:fs/promises";

export interface RunningProcess {
  pid: number;
  command: string;
}

async function describe(pid: string, dir: string): Promise<RunningProcess[]> {
  try {
    if ((await readlink(`/proc/${pid}/cwd`)) !== dir) return [];
    const command = (await readFile(`/proc/${pid}/cmdline`, "utf8")).replaceAll("\0", " ").trim();
    // A zombie has no command line; nobody needs to end it.
    return command === "" ? [] : [{ pid: Number(pid), command }];
  } catch {
    return []; // ended meanwhile, or another user's
  }
}

/** Needs Linux's /proc: no portable tool tells a process's working folder. */
export async function processesIn(dir: string): Promise<RunningProcess[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  return (await Promise.all(pids.map((pid) => describe(pid, dir)))).flat();
}

export async function killAllIn(dir: string): Promise<void> {
  if (process.platform !== "linux") return;
  for (const { pid } of await processesIn(dir)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // ended meanwhile
    }
  }
}

/** Whether every one of these processes is gone; a zombie that nobody has reaped counts as gone. */
export async function areGone(pids: number[]): Promise<boolean> {
  const states = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/stat`, "utf8").catch(() => ") Z")),
  );
  return states.every((text) => text.slice(text.lastIndexOf(")") + 2).startsWith("Z"));
}
