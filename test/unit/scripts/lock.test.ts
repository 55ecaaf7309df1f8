import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { removeProject } from "../../support/project";
import { withLock } from "../../../scripts/lib/lock.mjs";

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "cavatica-lock-"));
});
afterAll(() => removeProject(dir));

it("lets one process work at a time, and leaves nothing behind", async () => {
  const order: string[] = [];
  const work = (name: string) => async () => {
    order.push(`${name} begins`);
    await sleep(20);
    order.push(`${name} ends`);
  };
  const file = join(dir, "deep/lock");
  await Promise.all([withLock(file, "a test", work("a")), withLock(file, "a test", work("b"))]);
  expect([order[1], order[3]]).toEqual([
    order[0]?.replace("begins", "ends"),
    order[2]?.replace("begins", "ends"),
  ]);
  expect(await readdir(join(dir, "deep"))).toEqual([]);
});

it("is free again after an error", async () => {
  const file = join(dir, "lock");
  await expect(withLock(file, "a test", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await withLock(file, "a test", () => Promise.resolve(1))).toBe(1);
});

it("takes over from a process that died", async () => {
  const file = join(dir, "stale");
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  await writeFile(file, String(pid));
  expect(await withLock(file, "a test", () => Promise.resolve(2))).toBe(2);
});
