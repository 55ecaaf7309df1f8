import { exportKind } from "../../provider/jobs/kinds";
import { JobService } from "../../provider/jobs/service";
import type { Submitted } from "../../provider/jobs/submitter";
import type { Export } from "../../provider/model/export";
import type { ExportJob } from "../../provider/platform/api/exports";
import type { FaultOptions } from "../../simulator";
import { exportOf, inMode, type Mode } from "./exportScenario";
import { type PlatformWorld, platformWorld, type PlatformWorldOptions } from "./platformWorld";

export interface SubmitWorld extends PlatformWorld {
  service: JobService<Export, ExportJob>;
  /** An export of the i-th file to its own location. */
  request: (i: number, more?: Partial<Export>) => Export;
  /** Submits those files at once; returns "started", "adopted", "done", or the error's code or message for each. */
  submit: (count: number, mode?: Mode, service?: JobService<Export, ExportJob>) => Promise<string[]>;
  /** Another process with the same account. */
  newService: () => JobService<Export, ExportJob>;
  fault: (fault: FaultOptions) => void;
  /** The number of submissions, whatever their outcome. */
  submissions: () => number;
  /** Jobs of the i-th file that haven't failed. */
  jobsOf: (i: number) => number;
}

export const SUBMIT = /^\/(bulk\/)?storage\/exports(\/create)?$/;

export const answerOf = (submitted: Promise<Submitted<unknown>>): Promise<string> =>
  submitted.then(
    ({ how }) => how,
    (error: unknown) => {
      const { code, name, message } = error as Error & { code?: number };
      return name === "PlaceTaken" ? name : String(code ?? message);
    },
  );

export function submitWorld(files: number, options: PlatformWorldOptions = {}): SubmitWorld {
  const world = platformWorld({ ...options, files, sim: { jobSeconds: 60, ...options.sim } });
  const newService = () => new JobService(world.newClient(), exportKind);
  const service = newService();
  const request = (i: number, more: Partial<Export> = {}) => {
    return { ...exportOf(world.files[i]!.id, `file-${i}`), ...more };
  };
  return {
    ...world,
    service,
    request,
    newService,
    submit: (count, mode = "move", by = service) =>
      world.clock.run(
        Promise.all(Array.from({ length: count }, (_, i) => answerOf(by.submit(inMode(request(i), mode))))),
      ),
    fault: (fault) => void world.sim.faults.add({ times: 1, ...fault }),
    submissions: () =>
      world.sim.requests.filter(({ method, path }) => method === "POST" && SUBMIT.test(path)).length,
    jobsOf: (i) =>
      world.sim
        .exports()
        .filter(({ source, state }) => source.file === world.files[i]!.id && state !== "FAILED").length,
  };
}

/** Counts equal elements of a list. */
export const tally = (list: readonly string[]): Record<string, number> =>
  list.reduce<Record<string, number>>((sums, one) => ({ ...sums, [one]: (sums[one] ?? 0) + 1 }), {});
