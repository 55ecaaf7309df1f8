import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  errorsOf,
  fileExport,
  newPlatformStack,
  type PlatformStack,
  program,
  SUBMISSIONS,
} from "../support/platformStack";

describe("two accounts in one program", () => {
  let world: PlatformStack;
  beforeAll(async () => {
    world = await newPlatformStack();
    world.sim.addUser({ username: "partner", token: "token-of-partner" });
    world.sim.addVolume({ name: "theirs", owner: "partner", bucket: "partner-bucket" });
    await world.stack.setConfig({ partnerToken: { secret: "token-of-partner" } });
  });
  afterAll(() => world.stop());

  /** One export with the environment's account, one with an explicit provider's, one with a component's provider's. */
  function declare() {
    const own = world.file();
    const [first, second] = ["a", "b"].map(
      (path) => world.sim.addFile({ project: "partner/p", path, size: 10 }).id,
    );
    const theirs = (location: string) => ({ volume: "partner/theirs", location, copyOnly: true });
    return program(
      `const authToken = new pulumi.Config().require("partnerToken");`,
      `const partner = new Provider("partner", { endpoint: "${world.sim.url}", authToken });`,
      `const group = new pulumi.ComponentResource("lab:index:Group", "group", {}, { providers: [partner] });`,
      fileExport("own", own, { location: "own.bam", copyOnly: true }),
      fileExport("direct", first!, theirs("direct"), "{ provider: partner }"),
      fileExport("inherited", second!, theirs("inherited"), "{ parent: group }"),
    );
  }

  it("uses each provider's own token", async () => {
    await world.stack.setProgram(declare());
    const result = await world.stack.up({ preview: true });
    expect(result.diagnostics).toEqual([]);
    expect(result.changes).toMatchObject({ create: 4, failed: 0 });
    const submissions = world.sim.requests.filter(({ method, path }) =>
      SUBMISSIONS.test(`${method} ${path}`),
    );
    expect(new Set(submissions.map(({ user }) => user))).toEqual(new Set(["lab", "partner"]));
    expect(world.sim.objects("partner/theirs")).toHaveLength(2);
    expect(world.sim.objects("lab/archive")).toHaveLength(1);
    // Neither account is asked for what only the other one may see, so the preflight finds no existing objects.
    expect(
      world.sim.requests.filter(({ status, path }) => status >= 400 && !path.endsWith("/object")),
    ).toEqual([]);
  });

  it("still does so in a second up, a refresh and a destroy", async () => {
    const mark = world.sim.mark();
    await world.stack.up({ preview: true, args: ["--expect-no-changes"] });
    expect(world.sim.countSince(mark)).toBe(0);
    expect((await world.stack.refresh({ args: ["--expect-no-changes"] })).diagnostics).toEqual([]);
    const byUser = (user: string) =>
      world.sim.requests.slice(mark).filter((request) => request.user === user).length;
    expect([byUser("lab") > 0, byUser("partner") > 0]).toEqual([true, true]);
    expect(
      world.sim.requests.filter(({ status, path }) => status >= 400 && !path.endsWith("/object")),
    ).toEqual([]);
    expect((await world.stack.destroy()).changes).toMatchObject({ failed: 0 });
  });
});

describe("an account that isn't known yet", () => {
  it("passes a preview, which can't make requests, and is used by the up", async () => {
    const world = await newPlatformStack({ account: false });
    const { id: file } = world.sim.addFile({ project: "lab/run7", path: "a.bam" });
    const volume = `new Volume("out", { name: "out", accessMode: "RW", service: { type: "s3", bucket: "lab-out",
      credentials: { accessKeyId: "AKIALAB0000000000001", secretAccessKey: "secret-access-key" } } }, { provider: later });`;
    await world.stack.setProgram(
      program(
        `const made = new Dummy("made", { name: "m", makes: { token: "${world.sim.token}", endpoint: "${world.sim.url}" } });`,
        `const later = new Provider("later", { endpoint: made.made.endpoint, authToken: made.made.token });`,
        volume,
        fileExport("moved", file, "a.bam", "{ provider: later }"),
        `module.exports = { volume: getVolumeOutput({ id: "lab/archive" }, { provider: later }).bucket };`,
      ),
    );
    const preview = await world.stack.preview();
    expect(preview.changes).toMatchObject({ create: 3, failed: 0 });
    expect(errorsOf(preview)).toEqual([]);
    expect(world.sim.count()).toBe(0);
    expect((await world.stack.up()).changes).toMatchObject({ create: 3, failed: 0 });
    expect(world.sim.file(file).storage.type).toBe("VOLUME");
    expect(await world.stack.outputs()).toEqual({ volume: "lab-archive" });
    expect(JSON.stringify(await world.stack.export())).not.toContain("secret-access-key");
    await world.stack.preview({ args: ["--expect-no-changes"] });
    await world.stack.refresh({ args: ["--expect-no-changes"] });
    expect((await world.stack.destroy()).changes).toMatchObject({ failed: 0 });
    await world.stop();
  });
});

describe("FileExport.get", () => {
  let world: PlatformStack;
  beforeAll(async () => {
    world = await newPlatformStack();
  });
  afterAll(() => world.stop());

  const getting = (id: string) =>
    program(
      `const found = FileExport.get("found", "${id}");`,
      `module.exports = { state: found.state, source: found.source, destination: found.destination, copyOnly: found.copyOnly, uri: found.uri, result: found.result };`,
    );

  it("reads an existing job, which destroy leaves unchanged", async () => {
    const file = world.file("a.bam");
    await world.stack.setProgram(program(fileExport("made", file, "a.bam")));
    await world.stack.up();
    const { id } = (await world.stack.resources()).made!;
    await world.stack.setProgram(getting(id!));
    const result = await world.stack.up({ preview: true });
    expect(result.steps.found).toBe("read");
    expect(await world.stack.outputs()).toEqual({
      state: "COMPLETED",
      source: { file },
      destination: { volume: "lab/archive", location: "a.bam" },
      copyOnly: false,
      uri: "s3://lab-archive/exports/a.bam",
      result: { id: file, name: "a.bam", project: "lab/run7" },
    });
    await world.stack.refresh({ args: ["--expect-no-changes"] });
    await world.stack.destroy();
    expect(world.sim.job(id!)).toMatchObject({ state: "COMPLETED" });
  });

  it("fails in the preview if there is no such job", async () => {
    await world.stack.setProgram(getting("no-such-job"));
    const result = await world.stack.preview({ expectFailure: true });
    expect(errorsOf(result).join("\n")).toMatch(/nothing with id no-such-job is visible to this token/);
  });
});
