import { describe, expect, test } from "vitest";
import { exportKind } from "../../../provider/jobs/kinds";
import { JobService } from "../../../provider/jobs/service";
import { exportOf } from "../../support/exportScenario";
import { platformWorld } from "../../support/platformWorld";

const DAY = 86_400_000;
const JOB_SECONDS = 60;
/** Half a window to spend the rest in, the rest of it to wait for the next, and a poll's interval. */
const LONGEST_MS = JOB_SECONDS * 1_000 + 300_000 + 25_000;

/** One job that is followed while other tools of the account have left this many requests. */
async function follow(left: number, kind: "fixed" | "sliding", limit = 1_000) {
  const rateLimit = { limit, windowSeconds: 300, kind };
  const { clock, sim, client, files } = platformWorld({
    files: 1,
    sim: { jobSeconds: JOB_SECONDS, rateLimit },
  });
  const service = new JobService(client, exportKind);
  const { job } = await clock.run(service.submit(exportOf(files[0]!.id, "one.bam")));
  sim.spendRequests(limit - left - 3, sim.token);
  const began = clock.now();
  const ended = await clock.run(service.wait(job!, { since: began, until: began + DAY }));
  return { state: ended.state, ms: clock.now() - began };
}

describe("an account whose requests other tools have nearly used up", () => {
  // From the reserve upwards: what is left was once enough for calls, never for a poll, even after the window's end.
  test.each([0, 1, 20, 49, 50, 51, 52, 55, 60, 80, 97, 98, 99, 100, 105, 150])(
    "learns of a job's end in the next window at the latest, with %i requests left",
    async (left) => {
      for (const kind of ["fixed", "sliding"] as const) {
        const { state, ms } = await follow(left, kind);
        expect(state).toBe("COMPLETED");
        expect(ms).toBeGreaterThanOrEqual(JOB_SECONDS * 1_000);
        expect(ms).toBeLessThanOrEqual(LONGEST_MS);
      }
    },
  );

  test.each([4, 5, 10, 20, 50, 100])("and so it does under a limit of %i requests in all", async (limit) => {
    const { state, ms } = await follow(1, "fixed", limit);
    expect(state).toBe("COMPLETED");
    expect(ms).toBeLessThanOrEqual(LONGEST_MS);
  });
});
