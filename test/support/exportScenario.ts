import type { Export } from "../../provider/model/export";
import { exportKind } from "../../provider/jobs/kinds";
import { JobService } from "../../provider/jobs/service";
import type { Simulator } from "../../simulator";
import { lateness } from "./modelJobs";
import { mostWithin } from "./modelServer";
import { type PlatformWorld, platformWorld, type PlatformWorldOptions, VOLUME } from "./platformWorld";

export interface Scenario {
  files: number;
  /** The files are submitted evenly over this time; by default all at once. */
  spreadMs?: number;
  jobSeconds: number | (() => number);
  mode?: Mode;
  world?: PlatformWorldOptions;
  /** Runs in parallel, for example other tools of the account. */
  meanwhile?: (world: PlatformWorld) => void;
}

export interface Figures {
  requests: number;
  submissions: number;
  polls: number;
  refusals429: number;
  mostPolls: number;
  mostRequests: number;
  /** Platform time from the first submission until the last file was reported as done. */
  seconds: number;
  jobs: number;
  late: ReturnType<typeof lateness>;
}

export const exportOf = (file: string, location: string, volume = VOLUME): Export => ({
  source: { file },
  destination: { volume, location },
  overwrite: false,
  copyOnly: false,
});

export type Mode = "move" | "copy";

export const inMode = (request: Export, mode: Mode): Export => ({ ...request, copyOnly: mode === "copy" });

/** Exports many files as a deployment does: each is submitted, then awaited. */
export async function exportMany(scenario: Scenario): Promise<Figures> {
  const { files: count, spreadMs = 0, jobSeconds, mode = "move" } = scenario;
  const sim = {
    jobSeconds: typeof jobSeconds === "number" ? jobSeconds : () => jobSeconds(),
    ...scenario.world?.sim,
  };
  const world = platformWorld({ ...scenario.world, files: count, sim });
  const { clock, client, files } = world;
  const service = new JobService(client, exportKind);
  const begun = clock.now();
  scenario.meanwhile?.(world);
  const noticed = new Map<string, number>();
  const exportOne = async (file: string, i: number) => {
    await clock.sleep((i * spreadMs) / count);
    const submitted = await service.submit(inMode(exportOf(file, `file-${i}`), mode));
    if (submitted.how === "done") throw new Error(`${file} was done before`);
    const options = { since: clock.now(), until: clock.now() + 86_400_000 };
    noticed.set((await service.wait(submitted.job, options)).id, clock.now());
  };
  await clock.run(Promise.all(files.map(({ id }, i) => exportOne(id, i))));
  return figures(world.sim, noticed, clock.now() - begun);
}

function figures(sim: Simulator, noticed: ReadonlyMap<string, number>, ms: number): Figures {
  const jobs = sim.exports();
  const ends = jobs.map(({ id, createdAt, finishedAt = Infinity }) => {
    return { lengthMs: finishedAt - createdAt, delayMs: (noticed.get(id) ?? Infinity) - finishedAt };
  });
  const polls = sim.requests.filter(({ path }) => path.endsWith("/exports/get"));
  return {
    requests: sim.count(),
    submissions: sim.count(/^POST (\/bulk)?\/storage\/exports(\/create)?$/),
    polls: polls.length,
    refusals429: sim.requests.filter(({ status }) => status === 429).length,
    mostPolls: mostWithin(
      polls.map(({ at }) => at),
      300_000,
    ),
    mostRequests: mostWithin(
      sim.requests.map(({ at }) => at),
      300_000,
    ),
    seconds: ms / 1000,
    jobs: jobs.length,
    late: lateness(ends),
  };
}

/** Random numbers that are the same in every run. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296) / 4_294_967_296;
}
