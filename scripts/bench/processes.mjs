// Peak memory and processor time of processes that this script didn't start itself, found by their working folder.
// Needs Linux's /proc; on other systems nothing is measured.
import { readdir, readFile, readlink } from "node:fs/promises";
import { clearInterval, setInterval } from "node:timers";

const EVERY_MS = 500;
const kinds = {
  provider: /^\S*node .*(dynamic-provider|pulumi-resource-cavatica)/,
  program: /^\S*node .*@pulumi\/pulumi\/cmd\/run|^\S*python\S* .*pulumi-language-python-exec/,
  engine: /^\S*\/pulumi (up|preview|refresh)/,
};
/** The unit of processor time in /proc: 100 per second on every Linux in use. */
const TICK_MS = 10;

const quietly = (promise) => promise.catch(() => "");
const text = (path) => quietly(readFile(path, "utf8"));

/** Peak resident memory in bytes, as recorded by the kernel. */
export const peakOf = (status) => Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;

/** User and system time of the process alone. The second field, its name, may contain spaces. */
export function cpuMsOf(stat) {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * TICK_MS;
}

async function look(dir, seen) {
  for (const pid of (await quietly(readdir("/proc"))) || []) {
    if (!/^\d+$/.test(pid) || (await quietly(readlink(`/proc/${pid}/cwd`))) !== dir) continue;
    const command = (await text(`/proc/${pid}/cmdline`)).replaceAll("\0", " ");
    const kind = Object.keys(kinds).find((name) => kinds[name].test(command));
    const [status, stat] = await Promise.all([text(`/proc/${pid}/status`), text(`/proc/${pid}/stat`)]);
    if (kind && status && stat) seen.set(pid, { kind, peak: peakOf(status), cpuMs: cpuMsOf(stat) });
  }
}

/** Adds up peaks if several processes of a kind run at a time. */
function perKind(seen, figure) {
  const sums = {};
  for (const one of seen.values()) sums[one.kind] = (sums[one.kind] ?? 0) + one[figure];
  return sums;
}

/** Watches the processes of a stack; `stop` returns the figures of each kind, without their last half second. */
export function watchProcesses(dir) {
  const seen = new Map();
  const timer = setInterval(() => void look(dir, seen), EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return { memory: perKind(seen, "peak"), cpuMs: perKind(seen, "cpuMs") };
    },
  };
}
