import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { say } from "./run.mjs";

const alive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
};

// A crash leaves the file behind, so the owner's PID decides. An empty file is still being written.
const isStale = async (file) => {
  const pid = Number(await readFile(file, "utf8").catch(() => ""));
  return pid > 0 && !alive(pid);
};

async function acquire(file, what) {
  await mkdir(dirname(file), { recursive: true });
  for (let waited = false; ; waited = true) {
    try {
      return await writeFile(file, String(process.pid), { flag: "wx" });
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (await isStale(file)) await rm(file, { force: true });
    else if (!waited) say(`waiting for another process to finish: ${what} (${file})`);
    await sleep(300);
  }
}

/** Lets one process at a time do this work; others wait and then find it done. */
export async function withLock(file, what, work) {
  await acquire(file, what);
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}
