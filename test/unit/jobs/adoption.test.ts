import { describe, expect, test } from "vitest";
import { inMode, type Mode } from "../../support/exportScenario";
import { seededRandom } from "../../support/exportScenario";
import { answerOf, SUBMIT, submitWorld, tally } from "../../support/submitWorld";

const MODES: Mode[] = ["move", "copy"];

describe("jobs left by another process", () => {
  test.each(MODES)("are adopted while running, without any submission (%s)", async (mode) => {
    const { clock, submit, newService, submissions, sim } = submitWorld(250);
    await submit(250, mode);
    await clock.advance(20_000);
    const before = submissions();
    expect(tally(await submit(250, mode, newService()))).toEqual({ adopted: 250 });
    expect([submissions(), sim.exports().length]).toEqual([before, 250]);
  });

  test.each(MODES)("are adopted once finished (%s)", async (mode) => {
    const { clock, submit, newService, sim } = submitWorld(5, {
      sim: { switches: { occupiedLocation: "submit" } },
    });
    await submit(5, mode);
    await clock.advance(600_000);
    expect(tally(await submit(5, mode, newService()))).toEqual({ adopted: 5 });
    expect(sim.exports()).toHaveLength(5);
  });

  test("are recognised by the moved file if the job record is gone", async () => {
    const { clock, submit, newService } = submitWorld(3, { sim: { switches: { jobRetentionSeconds: 60 } } });
    await submit(3);
    await clock.advance(600_000);
    expect(await submit(3, "move", newService())).toEqual(["done", "done", "done"]);
  });

  test.each(["newest-first", "oldest-first"] as const)(
    "are adopted even if jobs end while the list is read (%s)",
    async (jobListOrder) => {
      const random = seededRandom(1);
      const jobSeconds = () => 30 * random();
      const { clock, submit, newService, sim } = submitWorld(600, {
        sim: { jobSeconds, switches: { jobListOrder } },
      });
      await submit(600, "copy");
      await clock.advance(5_000);
      await submit(600, "copy", newService());
      const secondOf = new Map(sim.exports().map((job) => [job.source.file, job]));
      const doubled = sim.exports().filter((job) => {
        const second = secondOf.get(job.source.file)!;
        return second !== job && (job.finishedAt ?? Infinity) > second.createdAt;
      });
      expect(doubled).toEqual([]);
    },
  );

  test("are searched again after a refusal while lists lag by 5 s", async () => {
    const { submit, newService, sim } = submitWorld(3);
    await submit(3);
    sim.faults.add({ kind: "stale", method: "GET", path: "/storage/exports", seconds: 5 });
    expect(await submit(3, "move", newService())).toEqual(["adopted", "adopted", "adopted"]);
    expect(sim.exports()).toHaveLength(3);
  });
});

describe("a refusal with another cause is reported as it is", () => {
  test.each([
    [
      "exported elsewhere",
      (world: ReturnType<typeof submitWorld>) =>
        Object.assign(world.files[0]!, {
          storage: { type: "VOLUME", volume: "lab/archive", location: "elsewhere" },
        }),
      2_000,
    ],
    [
      "archived, as its neighbours show",
      (world: ReturnType<typeof submitWorld>) => Object.assign(world.files[0]!, { archived: true }),
      2_000,
    ],
    [
      "public, which nothing else shows",
      (world: ReturnType<typeof submitWorld>) => Object.assign(world.files[0]!, { public: true }),
      20_000,
    ],
  ])("for a file that is %s", async (_, change, withinMs) => {
    const world = submitWorld(2);
    change(world);
    const begun = world.clock.now();
    expect(await world.submit(1)).toEqual(["9006"]);
    expect(world.clock.now() - begun).toBeLessThanOrEqual(withinMs);
    expect(world.submissions()).toBe(1);
  });

  test("for an archived file, if the platform shows no hosts", async () => {
    const world = submitWorld(2, { sim: { switches: { hostedOnLocations: "none" } } });
    Object.assign(world.files[0]!, { archived: true });
    const begun = world.clock.now();
    expect(await world.submit(1)).toEqual(["9006"]);
    expect(world.clock.now() - begun).toBeLessThanOrEqual(22_000);
    expect(world.submissions()).toBe(1);
  });

  test("for a location that has another file's object", async () => {
    const { sim, submit, clock, service, request } = submitWorld(2, {
      sim: { switches: { occupiedLocation: "submit" } },
    });
    sim.addObject("lab/archive", "file-0");
    expect(await submit(1)).toEqual(["9107"]);
    const copy = await clock.run(answerOf(service.submit(inMode(request(0), "copy"))));
    expect(copy).toBe("9107");
  });
});

describe("finished jobs found after refusals", () => {
  test("are found with one request for files and one for the list, however many ask at once", async () => {
    const { clock, sim, service, submit, request } = submitWorld(80);
    await submit(80);
    await clock.advance(100_000);
    const mark = sim.mark();
    const found = await clock.run(
      Promise.all(Array.from({ length: 80 }, (_, i) => service.findDone(request(i), 9107))),
    );
    expect(found.every((one) => one?.how === "adopted")).toBe(true);
    expect(sim.countSince(mark)).toBe(2);
    expect(await service.findDone(request(0), 9103)).toBeUndefined();
  });
});

describe("within one process", () => {
  test.each(MODES)("two equal requests share one job (%s), at once or later", async (mode) => {
    const { clock, service, request, sim } = submitWorld(1);
    const both = await clock.run(
      Promise.all([service.submit(inMode(request(0), mode)), service.submit(inMode(request(0), mode))]),
    );
    await clock.advance(10_000);
    const third = await clock.run(service.submit(inMode(request(0), mode)));
    expect(new Set([...both, third].map(({ job }) => job?.id)).size).toBe(1);
    expect(sim.exports()).toHaveLength(1);
  });

  test("another file for the same location is refused before anything is submitted, in either mode", async () => {
    const { clock, service, request, sim } = submitWorld(2);
    const clash = { ...request(1), destination: request(0).destination };
    const first = service.submit(inMode(request(0), "move"));
    await expect(service.submit(inMode(clash, "move"))).rejects.toThrow(
      /has the same destination .* Give each its own location/,
    );
    await expect(service.submit(inMode(clash, "copy"))).rejects.toThrow(/has the same destination/);
    await expect(service.submit(inMode(request(0), "copy"))).rejects.toThrow(
      /both as a move and as a copy.*copyOnly/,
    );
    await clock.run(first);
    expect(sim.exports()).toHaveLength(1);
  });

  test("a location is free again after a refusal or a failed job", async () => {
    const { clock, service, request, sim, files } = submitWorld(2, { sim: { jobSeconds: 3 } });
    const to0 = { ...request(1), destination: request(0).destination };
    sim.file(files[0]!.id).archived = true;
    expect(await clock.run(answerOf(service.submit(inMode(request(0), "move"))))).toBe("9006");
    sim.failFile(files[1]!.id, { code: 9103 });
    const { job } = await clock.run(service.submit(inMode(to0, "move")));
    const ended = await clock.run(service.wait(job!, { since: clock.now(), until: Infinity }));
    expect(ended.state).toBe("FAILED");
    sim.failFile(files[1]!.id);
    expect(await clock.run(answerOf(service.submit(inMode(to0, "move"))))).toBe("started");
    expect(sim.exports()).toHaveLength(2);
  });
});

test("a missing volume has no left-over jobs, and is reported by the submission's refusal", async () => {
  const { clock, service, request } = submitWorld(1);
  const destination = { volume: "lab/nowhere", location: "x" };
  expect(await clock.run(answerOf(service.submit(inMode({ ...request(0), destination }, "move"))))).toBe(
    "9007",
  );
});

test("an unreadable list fails the submissions before anything is sent", async () => {
  const { submit, sim, submissions } = submitWorld(3);
  sim.faults.add({ kind: "expired-token", path: "/storage/exports", method: "GET", times: 1 });
  expect(await submit(3)).toEqual(["90001", "90001", "90001"]);
  expect(submissions()).toBe(0);
  expect(SUBMIT.test("/storage/exports")).toBe(true);
});

test.each([0, 1])(
  "so does a refused list, after %i others, unless the volume doesn't exist",
  async (after) => {
    const { clock, sim, newService, request, submit, submissions } = submitWorld(2);
    await submit(2, "copy");
    await clock.advance(600_000);
    const before = submissions();
    sim.faults.add({
      kind: "error-in-200",
      code: 9006,
      path: "/storage/exports",
      method: "GET",
      after,
      times: 1,
    });
    const [service, requests] = [newService(), [0, 1].map((i) => inMode(request(i), "copy"))];
    const submitted = service
      .findEarlier(requests)
      .then((found) =>
        Promise.all(requests.map(async (one) => found.get(one) ?? (await service.submit(one)))),
      );
    await expect(clock.run(submitted)).rejects.toMatchObject({ code: 9006 });
    expect(submissions()).toBe(before);
  },
);
