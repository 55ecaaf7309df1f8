// Peak memory of processes we didn't start ourselves, found by their working folder. Needs Linux's /proc; elsewhere
// nothing is known.
import { readdir, readFile, readlink } from "node:fs/promises";
import { clearInterval, setInterval } from "node:timers";

const EVERY_MS = 500;
const kinds = { provider: /dynamic-provider/, program: /@pulumi\/pulumi\/cmd\/run/ };

const quietly = (promise) => promise.catch(() => "");
const peakOf = (status) => Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;

async function look(dir, peaks) {
  for (const pid of (await quietly(readdir("/proc"))) || []) {
    if (!/^\d+$/.test(pid) || (await quietly(readlink(`/proc/${pid}/cwd`))) !== dir) continue;
    const command = (await quietly(readFile(`/proc/${pid}/cmdline`, "utf8"))).replaceAll("\0", " ");
    const kind = Object.keys(kinds).find((name) => /^\S*node /.test(command) && kinds[name].test(command));
    if (kind)
      peaks[kind] = Math.max(
        peaks[kind] ?? 0,
        peakOf(await quietly(readFile(`/proc/${pid}/status`, "utf8"))),
      );
  }
}

/** Watches the Node processes of a stack; `stop` gives the peak of each kind in bytes. */
export function watchMemory(dir) {
  const peaks = {};
  // The kernel keeps the peak itself, so only the last half second of a process can be missed.
  const timer = setInterval(() => void look(dir, peaks), EVERY_MS);
  return { stop: () => (clearInterval(timer), peaks) };
}
