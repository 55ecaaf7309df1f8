import { setTimeout as sleep } from "node:timers/promises";
import type { Platform } from "./http/context";
import { Faults } from "./faults/registry";
import { type SimulatorOptions, usualRateLimit } from "./options";
import { writeExport } from "./rules/exportWrite";
import { writeImport } from "./rules/importWrite";
import { type RateLimit, RateWindow } from "./rules/rateWindow";
import { defaultSwitches } from "./defaultSwitches";
import { diskMirror } from "./world/disk";
import type { JobRules } from "./world/jobs";
import { Orders } from "./world/orders";
import type { Job, JobSubject } from "./world/records";
import { World } from "./world/world";

/** "off" still sends headers, as the platform does in each response; this limit is never reached. */
const NO_LIMIT: RateLimit = { limit: 1_000_000_000, windowSeconds: 300, kind: "fixed" };

function subjectOf(world: World, job: Job): JobSubject {
  if (job.kind === "export") {
    const file = world.files.get(job.source.file);
    return { kind: job.kind, id: job.source.file, name: file?.name ?? "", size: file?.size ?? 0 };
  }
  const { volume: volumeId, location } = job.source;
  const volume = world.volumes.get(volumeId);
  const size = volume ? (world.volumes.object(volume, location)?.size ?? 0) : 0;
  return { kind: job.kind, id: "", name: location, size };
}

/** What the jobs do and how long they take, in terms of the world and of the orders for individual files. */
function jobRules(options: SimulatorOptions, orders: Orders, world: () => World): JobRules {
  const { jobSeconds = 2 } = options;
  const usual = (job: Job): number =>
    typeof jobSeconds === "number" ? jobSeconds : jobSeconds(subjectOf(world(), job));
  const switches = { ...defaultSwitches, ...options.switches };
  return {
    pendingSeconds: options.pendingSeconds ?? 0,
    runSeconds: (job) => orders.secondsOf(job) ?? usual(job),
    isStuck: (job) => orders.isStuck(job),
    write: (job, at) => {
      const ordered = orders.failureOf(job);
      if (job.kind === "export")
        return writeExport(world(), job, at, { failure: ordered, bytes: orders.bytesOf(job.source.file) });
      return ordered ? ordered.error : writeImport(world(), job);
    },
    concurrency: switches.concurrency,
    retentionSeconds: switches.jobRetentionSeconds,
  };
}

/** One window per user or token, as the switch says. */
function rateWindows(options: SimulatorOptions, perToken: boolean): Platform["rateWindow"] {
  const limit = options.rateLimit === "off" ? NO_LIMIT : (options.rateLimit ?? usualRateLimit);
  const windows = new Map<string, RateWindow>();
  return (user, token) => {
    const key = perToken ? token : user;
    let window = windows.get(key);
    if (!window) windows.set(key, (window = new RateWindow(limit)));
    return window;
  };
}

/** Combines world, windows and faults. */
export function buildPlatform(options: SimulatorOptions): { platform: Platform; orders: Orders } {
  const switches = { ...defaultSwitches, ...options.switches };
  const orders = new Orders();
  const now = options.now ?? Date.now;
  const world: World = new World(
    now,
    switches,
    jobRules(options, orders, () => world),
  );
  const log = options.log ?? (() => undefined);
  if (options.volumesDir !== undefined) world.mirror = diskMirror(options.volumesDir, log);
  const platform: Platform = {
    world,
    faults: new Faults(options.faultSeed),
    requests: [],
    rateWindow: rateWindows(options, switches.rateWindowPer === "token"),
    sleep: options.sleep ?? ((ms) => sleep(ms)),
  };
  return { platform, orders };
}
