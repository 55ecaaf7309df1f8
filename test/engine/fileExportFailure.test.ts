import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  errorsOf,
  fileExport,
  jobsOf,
  newPlatformStack,
  type PlatformStack,
  program,
} from "../support/platformStack";

describe("exports that fail", () => {
  let world: PlatformStack;
  beforeAll(async () => {
    world = await newPlatformStack();
  });
  afterAll(() => world.stop());

  it("report a FAILED job's code, message and remedy, keep nothing in state, and are resubmitted by the next up", async () => {
    const [bad, good] = [world.file(), world.file()];
    world.sim.failFile(bad, { code: 9103, message: "The bucket says no" });
    await world.stack.setProgram(
      program(fileExport("bad", bad, "bad.bam"), fileExport("good", good, "good.bam")),
    );
    const failed = await world.stack.up({ expectFailure: true });
    expect(errorsOf(failed).join("\n")).toMatch(
      new RegExp(
        `export of file ${bad} to lab/archive/bad.bam FAILED: 403 \\(code 9103\\) The bucket says no.*credentials.*submits it again`,
      ),
    );
    expect(Object.keys(await world.stack.resources())).toEqual(["good"]);
    expect((await world.stack.export()).deployment.pending_operations ?? []).toEqual([]);

    world.sim.failFile(bad);
    const again = await world.stack.up();
    expect(again.steps).toMatchObject({ bad: "create", good: "same" });
    expect(
      jobsOf(world.sim, bad)
        .map((job) => job.state)
        .sort(),
    ).toEqual(["COMPLETED", "FAILED"]);
    expect(jobsOf(world.sim, good)).toHaveLength(1);
  });

  it("include the second of two files for one location, which is refused before it is submitted", async () => {
    const [one, two] = [world.file(), world.file()];
    await world.stack.setProgram(
      program(
        fileExport("one", one, "place.bam"),
        fileExport("two", two, { location: "place.bam", overwrite: true }),
      ),
    );
    const result = await world.stack.up({ expectFailure: true });
    expect(errorsOf(result).join("\n")).toMatch(
      /to lab\/archive\/place\.bam: .* has the same destination in this deployment.*own location/,
    );
    expect([...jobsOf(world.sim, one), ...jobsOf(world.sim, two)]).toHaveLength(1);
  });

  it("include bad inputs, which a preview refuses all at once, naming each", async () => {
    await world.stack.setProgram(
      program(
        `new FileExport("bad", { source: { file: "xyz" }, destination: { volume: "archive", location: "/a//b" }, properties: { sseAlgoritm: "AES256" }, copyOnly: "yes" });`,
      ),
    );
    const mark = world.sim.mark();
    const result = await world.stack.preview({ expectFailure: true });
    for (const text of [
      /source\.file: "xyz" must be a file's id \(24 hexadecimal characters\) or its web address/,
      /destination\.volume: "archive" must be a volume's id "owner\/name"/,
      /destination\.location: "\/a\/\/b" must not start with "\/"/,
      /properties\.sseAlgoritm: there is no such property; did you mean "sseAlgorithm"\?/,
      /copyOnly: "yes" must be true or false/,
    ])
      expect(result.output).toMatch(text);
    expect(world.sim.countSince(mark)).toBe(0);
  });
});

describe("without a token", () => {
  it("a preview passes, and the up that needs one fails and says where to set it", async () => {
    const world = await newPlatformStack({ account: false });
    await world.stack.setProgram(program(fileExport("sample", world.file(), "a.bam")));
    expect((await world.stack.preview()).changes).toMatchObject({ create: 1 });
    const result = await world.stack.up({ expectFailure: true });
    expect(errorsOf(result).join("\n")).toMatch(
      /No authentication token.*SB_AUTH_TOKEN.*cavatica:authToken.*\.sevenbridges\/credentials.*new Provider/,
    );
    expect(await world.stack.resources()).toEqual({});
    expect(world.sim.requests).toEqual([]);
    await world.stack.setConfig({
      "cavatica:endpoint": world.sim.url,
      "cavatica:authToken": { secret: world.sim.token },
    });
    expect((await world.stack.up()).changes).toMatchObject({ create: 1, failed: 0 });
    await world.stop();
  });
});
