// What happens beside a deployment: to its processes, to the account, and by somebody else on the platform.
import { IMPORTED } from "./declarations";
import type { Act } from "./scenario";
import type { Running } from "./stack";
import type { ChaosWorld } from "./world";

const ARCHIVE = "lab/archive";
const SECOND = "lab/second";

/** What was broken, and how to mend it. */
export class Damage {
  private readonly repairs = new Set<() => void>();

  add(repair: () => void): () => void {
    this.repairs.add(repair);
    return () => {
      this.repairs.delete(repair);
      repair();
    };
  }

  mend(): void {
    for (const repair of this.repairs) repair();
    this.repairs.clear();
  }
}

export interface Happening {
  world: ChaosWorld;
  damage: Damage;
  running: Running;
  /** More jobs than one may be needed at this place. */
  allow(key: string): void;
}

type Doing<Is extends Act["is"]> = (
  happening: Happening,
  act: Extract<Act, { is: Is }>,
) => void | Promise<unknown>;

const pick = <T>(list: readonly T[], nth: number): T | undefined =>
  list.length === 0 ? undefined : list[nth % list.length];

/** Breaks something now, and mends it some seconds later or at the end of the round. */
function forSeconds({ world, damage }: Happening, seconds: number, set: (isBroken: boolean) => void): void {
  set(true);
  const mend = damage.add(() => set(false));
  void world.clock.sleep(seconds * 1000).then(mend);
}

const jobs = ({ world }: Happening) => world.sim.exports().filter(({ user }) => user === "lab");

export const ACTS: { [Is in Act["is"]]: Doing<Is> } = {
  killProvider: ({ running }) => running.provider.kill(),
  killCli: ({ running, world }) => {
    running.killCli();
    // It notices that nobody listens any more (provider/runtime/engine/lifetime.ts).
    void world.clock.sleep(2_500 + 5_000 * world.random()).then(() => running.provider.kill());
  },
  killProgram: ({ running }) => running.deployment.stop(),
  interrupt: ({ running }) => running.deployment.interrupt(),
  interruptTwice: ({ running }) => {
    running.provider.kill();
    running.killCli();
  },
  rotateToken: ({ world }) => world.rotateToken(),
  expireToken: (happening, { seconds }) => {
    const { world } = happening;
    const { token } = world;
    forSeconds(happening, seconds, (isBroken) => {
      if (isBroken) world.sim.revokeToken(token);
      else if (token === world.token) world.sim.restoreToken(token);
    });
  },
  clock: ({ running }, { minutes }) => void (running.provider.time.offsetMs += minutes * 60_000),
  spend: ({ world }, { count }) => world.sim.spendRequests(count, world.token),
  deactivate: (happening, { seconds }) =>
    forSeconds(happening, seconds, (isBroken) => {
      happening.world.sim.volume(SECOND)!.active = !isBroken;
    }),
  denyBucket: (happening, { seconds }) =>
    forSeconds(happening, seconds, (isBroken) =>
      happening.world.sim.setBucketRights("lab-archive", { put: !isBroken }),
    ),
  stick: (happening, { seconds }) => {
    const { sim } = happening.world;
    const files = happening.world.allFiles();
    forSeconds(happening, seconds, (isBroken) => {
      for (const file of files) {
        if (isBroken) sim.stickFile(file);
        else sim.unstick(file);
      }
    });
  },
  failFile: ({ world, damage }, { nth, afterWrite }) => {
    const file = pick(world.allFiles(), nth * 5)!;
    world.sim.failFile(file, { code: 9103, afterWrite });
    damage.add(() => world.sim.failFile(file));
  },
  fault: ({ world, damage }, { fault }) => {
    const handle = world.sim.faults.add(fault);
    damage.add(() => handle.remove());
  },
  strangerExport: ({ world }, { nth }) => {
    const file = pick(world.allFiles(), nth * 3)!;
    const destination = { volume: ARCHIVE, location: `theirs/${nth}.bam` };
    return world.ask("POST", "/storage/exports?copy_only=true", { source: { file }, destination });
  },
  strangerImport: ({ world }, { nth }) =>
    world.ask("POST", "/storage/imports", {
      source: { volume: ARCHIVE, location: `in/i${nth % 3}-o0.bam` },
      destination: { project: IMPORTED, name: `theirs-${nth}.bam` },
      autorename: true,
    }),
  strangerObject: ({ world }, { nth }) => world.sim.addObject(ARCHIVE, `out/zz-${nth}.bam`),
  newFile: ({ world }, { nth }) =>
    void world.addFile("lab/selected", `${nth % 2 ? "a" : "b"}/new-${nth}.bam`),
  dropAlias: (happening, { nth }) => {
    const { world } = happening;
    const made = world.sim.imports().filter(({ user, state }) => user === "lab" && state === "COMPLETED");
    const file = pick(
      made.filter(({ source }) => !source.location.endsWith("/")),
      nth,
    );
    if (!file?.result || !world.sim.hasFile(file.result.id)) return;
    world.sim.removeFile(file.result.id);
    happening.allow(`${file.source.volume}/${file.source.location}`);
  },
  dropCopy: (happening, { nth }) => {
    const copied = jobs(happening).filter(({ copyOnly, state }) => copyOnly && state === "COMPLETED");
    const job = pick(copied, nth);
    if (!job || !happening.world.sim.volume(job.destination.volume)) return;
    const { volume, location } = job.destination;
    if (happening.world.sim.removeObject(volume, location))
      happening.allow(`${job.source.file} ${volume}/${location}`);
  },
};

/** Does what a scenario says; the platform's refusals of what a stranger asks for are nobody's business. */
export async function happen(happening: Happening, act: Act): Promise<void> {
  const doing = ACTS[act.is] as Doing<Act["is"]>;
  await doing(happening, act);
}
