import fc from "fast-check";
import { expect, test } from "vitest";
import { inMode, type Mode } from "../../support/exportScenario";
import { submitWorld } from "../../support/submitWorld";

const world = fc.record({
  files: fc.integer({ min: 1, max: 15 }),
  overwrite: fc.boolean(),
  mode: fc.constantFrom<Mode>("move", "copy"),
  /** How much later the second one starts. */
  gapMs: fc.constantFrom(0, 50, 500, 3_000),
  jobSeconds: fc.constantFrom(1, 5, 60),
  lagSeconds: fc.constantFrom(0, 10),
  pendingMove: fc.constantFrom<"refuse" | "allow">("refuse", "allow"),
  occupiedLocation: fc.constantFrom<"job" | "submit">("job", "submit"),
});

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;
type Built = ReturnType<typeof submitWorld>;

/** How one process exports each file, as FileExport does. */
function exportAll(
  { newService, request, clock }: Built,
  { files, overwrite, mode }: World,
): Promise<string[]> {
  const service = newService();
  const exportOne = async (i: number): Promise<string> => {
    const asked = inMode(request(i, { overwrite }), mode);
    const submitted = await service.submit(asked);
    if (submitted.how === "done") return "COMPLETED";
    const options = { since: clock.now(), until: Infinity, onLook: () => undefined };
    const { state, error } = await service.wait(submitted.job, options);
    const found = state === "FAILED" ? await service.findDone(asked, error?.code) : undefined;
    return found ? "COMPLETED" : state;
  };
  return Promise.all(Array.from({ length: files }, (_, i) => exportOne(i)));
}

/** A move that the lists showed too late, which ended while the second stack was searching for it. */
const movedBetweenLooks: World = {
  files: 1,
  overwrite: false,
  mode: "move",
  gapMs: 500,
  jobSeconds: 1,
  lagSeconds: 10,
  pendingMove: "refuse",
  occupiedLocation: "job",
};

test("two stacks that export the same files at once both succeed, with one object per file", async () => {
  // A copy leaves no trace but its job: if lists lag, the second stack fails on the object, and the next run finds the
  // job.
  const telling = world.filter(({ mode, lagSeconds }) => mode === "move" || lagSeconds === 0);
  await fc.assert(
    fc.asyncProperty(telling, async (given) => {
      const { files, jobSeconds, lagSeconds, pendingMove, occupiedLocation } = given;
      const switches = { pendingMove, occupiedLocation };
      const built = submitWorld(files, { sim: { jobSeconds, switches } });
      if (lagSeconds > 0)
        built.sim.faults.add({ kind: "stale", path: /^\/storage\/exports$/, seconds: lagSeconds });
      const second = async () => (await built.clock.sleep(given.gapMs), exportAll(built, given));
      const both = await built.clock.run(Promise.all([exportAll(built, given), second()]));
      expect(new Set(both.flat())).toEqual(new Set(["COMPLETED"]));
      expect(built.sim.objects("lab/archive")).toHaveLength(files);
    }),
    { numRuns: 50, examples: [[movedBetweenLooks]] },
  );
});
