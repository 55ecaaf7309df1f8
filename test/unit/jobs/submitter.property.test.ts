import fc from "fast-check";
import { expect, test } from "vitest";
import { exportKind } from "../../../provider/jobs/kinds";
import { inMode, type Mode } from "../../support/exportScenario";
import { JobService } from "../../../provider/jobs/service";
import type { Fetch } from "../../../provider/platform/http/http";
import type { FaultOptions, SimulatorOptions } from "../../../simulator";
import { virtualFetch } from "../../support/platformWorld";
import { answerOf, SUBMIT, submitWorld } from "../../support/submitWorld";
import { mayMiss } from "../../support/faultsStrike";

const CALLS = { submit: SUBMIT, list: /^\/storage\/exports$/, files: /^\/bulk\/files\/get$/ };

/** What may happen to a submission: each alone, in any order, some several times. */
const submissionFault = fc.oneof(
  fc.constantFrom<FaultOptions>(
    { kind: "lost-before" },
    { kind: "lost-after" },
    { kind: "truncated" },
    { kind: "malformed-json" },
    { kind: "empty" },
    { kind: "shuffled" },
    { kind: "maintenance" },
    { kind: "429" },
    { kind: "429", reset: "missing" },
    { kind: "429", reset: "past" },
  ),
  fc.record({
    kind: fc.constantFrom<FaultOptions["kind"]>("500", "502", "503"),
    when: fc.constantFrom<"before" | "after">("before", "after"),
  }),
  fc.record({
    kind: fc.constant<FaultOptions["kind"]>("missing-items"),
    count: fc.integer({ min: 1, max: 12 }),
  }),
  fc.record({
    kind: fc.constant<FaultOptions["kind"]>("item-errors"),
    fraction: fc.constantFrom(0.1, 0.5, 1),
    when: fc.constantFrom<"before" | "after">("before", "after"),
  }),
  fc.record({
    kind: fc.constant<FaultOptions["kind"]>("item-errors"),
    fraction: fc.constantFrom(0.1, 0.5),
    code: fc.constantFrom(9004, 9006, 9020, 9107),
  }),
);

/** What may happen to the calls that search for its outcome. */
const lookFault = fc.constantFrom<FaultOptions>(
  { kind: "lost-before" },
  { kind: "500" },
  { kind: "502" },
  { kind: "truncated" },
  { kind: "malformed-json" },
  { kind: "maintenance" },
  { kind: "429" },
  { kind: "shuffled" },
);

const faults = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ call: fc.constant<keyof typeof CALLS>("submit"), fault: submissionFault }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ call: fc.constantFrom<keyof typeof CALLS>("list", "files"), fault: lookFault }),
    },
  ),
  { maxLength: 6 },
);

const world = fc.record({
  files: fc.integer({ min: 1, max: 40 }),
  mode: fc.constantFrom<Mode>("move", "copy"),
  jobSeconds: fc.constantFrom(0.5, 5, 40, 400),
  batch: fc.constantFrom(1, 7, 100),
  faults,
  times: fc.infiniteStream(fc.integer({ min: 1, max: 3 })),
  after: fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
  lagSeconds: fc.constantFrom(0, 0, 4, 15),
  switches: fc.record({
    pendingMove: fc.constantFrom<"refuse" | "allow">("refuse", "allow"),
    occupiedLocation: fc.constantFrom<"job" | "submit">("job", "submit"),
    jobListOrder: fc.constantFrom<"newest-first" | "oldest-first">("newest-first", "oldest-first"),
  }),
  faultSeed: fc.nat(),
});

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

function build(given: World) {
  const { files, jobSeconds, switches, faultSeed, batch } = given;
  const sim: SimulatorOptions = { jobSeconds, switches, faultSeed };
  const built = submitWorld(files, { sim });
  for (const { call, fault } of given.faults) {
    const counts = { times: given.times.next().value as number, after: given.after.next().value as number };
    built.sim.faults.add(
      mayMiss({
        method: call === "list" ? "GET" : "POST",
        path: CALLS[call],
        ...counts,
        ...fault,
      }),
    );
  }
  if (given.lagSeconds > 0)
    built.sim.faults.add(mayMiss({ kind: "stale", path: CALLS.list, seconds: given.lagSeconds }));
  const serviceOf = (fetch?: Fetch) =>
    new JobService(built.newClient(fetch && { fetch }), exportKind, {
      collect: { max: batch, quietMs: 100, longestMs: 1_000 },
    });
  return { ...built, serviceOf };
}

/**
 * Each file whose export was answered has one job that succeeds; a refused one has none, or at most as many as others
 * may have created. A copy that isn't refused though it was done before fails on the existing object, which doesn't
 * count as a job.
 */
async function expectOnce(
  { clock, jobsOf }: ReturnType<typeof build>,
  answers: readonly string[],
  { jobSeconds }: World,
  madeByOthers = 0,
): Promise<void> {
  await clock.advance(jobSeconds * 1000 + 1_000);
  for (const [i, answer] of answers.entries()) {
    const succeeded = ["started", "adopted", "done"].includes(answer);
    const jobs = jobsOf(i);
    expect([answer, jobs]).toEqual([answer, succeeded ? 1 : Math.min(jobs, madeByOthers)]);
  }
}

test(
  "each file is exported once whatever happens to the calls, or refused while none of its jobs runs",
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(world, async (given) => {
        const built = build(given);
        const service = built.serviceOf();
        const answers = Array.from({ length: given.files }, (_, i) =>
          answerOf(service.submit(inMode(built.request(i), given.mode))),
        );
        await expectOnce(built, await built.clock.run(Promise.all(answers)), given);
      }),
      { numRuns: 50 },
    );
  },
);

test(
  "each file is still exported once if the process is killed at any moment and run again",
  { timeout: 120_000 },
  async () => {
    const noLag = world.map((given) => ({
      ...given,
      lagSeconds: given.mode === "copy" ? 0 : given.lagSeconds,
    }));
    await fc.assert(
      fc.asyncProperty(noLag, fc.integer({ min: 0, max: 60_000 }), async (given, killedAfterMs) => {
        const built = build(given);
        const { clock, sim, request } = built;
        const network = virtualFetch(clock, sim, () => 200);
        let killed = false;
        const never = new Promise<never>(() => undefined);
        const mortal: Fetch = async (url, init) => {
          if (killed) return never;
          const answer = await network(url, init);
          return killed ? never : answer;
        };
        const submitAll = (service: ReturnType<typeof built.serviceOf>) =>
          Array.from({ length: given.files }, (_, i) =>
            answerOf(service.submit(inMode(request(i), given.mode))),
          );
        void submitAll(built.serviceOf(mortal));
        await clock.advance(killedAfterMs);
        killed = true;
        await clock.advance(2_000);
        const answers = await clock.run(Promise.all(submitAll(built.serviceOf())));
        await expectOnce(built, answers, given, 1);
      }),
      { numRuns: 50 },
    );
  },
);
