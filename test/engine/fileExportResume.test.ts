import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { areGone, type Operation } from "../support/engine";
import {
  errorsOf,
  fileExport,
  jobsOf,
  newPlatformStack,
  type PlatformStack,
  program,
  SUBMISSIONS,
} from "../support/platformStack";

describe("an up that ends before its job does", () => {
  let world: PlatformStack;
  beforeAll(async () => {
    world = await newPlatformStack();
  });
  afterAll(() => world.stop());

  /** Declares one export whose job doesn't end before `unstick`. */
  async function declareStuck(name: string, opts?: string): Promise<string> {
    const file = world.file();
    world.sim.stickFile(file);
    await world.stack.setProgram(program(fileExport(name, file, `${name}.bam`, opts)));
    return file;
  }

  async function startStuck(name: string): Promise<{ file: string; run: Operation }> {
    const file = await declareStuck(name);
    const run = world.stack.start("up");
    await run.waitFor(() => jobsOf(world.sim, file).length === 1);
    return { file, run };
  }

  /** The next `up` ends with the first job COMPLETED, and has submitted nothing. */
  async function expectResumed(name: string, file: string, step: "create" | "update") {
    const mark = world.sim.mark();
    const next = world.stack.start("up");
    // Whatever polls first must find the job unfinished.
    await next.waitFor(() => world.sim.countSince(mark, /^(GET|POST) (\/bulk)?\/storage\/exports/) > 0);
    world.sim.unstick(file);
    const result = await next.done;
    expect(result.output).toContain("Resources:");
    expect(result.exitCode).toBe(0);
    expect(result.steps[name]).toBe(step);
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
    expect(jobsOf(world.sim, file).map((job) => job.state)).toEqual(["COMPLETED"]);
    const resource = (await world.stack.resources())[name];
    expect(resource).toMatchObject({
      id: jobsOf(world.sim, file)[0]?.id,
      outputs: { state: "COMPLETED", uri: `s3://lab-archive/exports/${name}.bam` },
    });
    expect(resource?.initErrors ?? []).toEqual([]);
    return result;
  }

  it("because of its timeout keeps the job in state, through a refresh too, and the next up resumes waiting", async () => {
    const file = await declareStuck("late", `{ customTimeouts: { create: "30s" } }`);
    const result = await world.stack.up({ expectFailure: true });
    expect(errorsOf(result).join("\n")).toMatch(
      /export of file \w+ to lab\/archive\/late.bam is still RUNNING.*timeout \(customTimeouts.*kept in state/,
    );
    const [job] = jobsOf(world.sim, file);
    const kept = { id: job!.id, outputs: { state: "RUNNING", source: { file } } };
    expect((await world.stack.resources()).late).toMatchObject(kept);
    await world.stack.refresh();
    expect((await world.stack.resources()).late).toMatchObject(kept);
    await expectResumed("late", file, "update");
  });

  it("because its token expired is resumed by the next up with a new token", async () => {
    const { file, run } = await startStuck("token");
    const old = world.sim.token;
    world.sim.revokeToken(old);
    const result = await run.done;
    expect(errorsOf(result).join("\n")).toMatch(/401.*token is missing, wrong or expired.*kept in state/);
    expect((await world.stack.resources()).token).toMatchObject({ id: jobsOf(world.sim, file)[0]!.id });
    expect((await world.stack.preview()).steps.token).toBe("update");
    const { token } = world.sim.addUser({ username: "lab", token: "renewed-token-of-the-same-user" });
    world.stack.setEnv({ SB_AUTH_TOKEN: token });
    await expectResumed("token", file, "update");
  });

  const atTheEnd = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };
  it.each([
    { name: "killed", how: "", env: {}, pending: 1 },
    { name: "unsaved", how: ", having saved nothing of the run", env: atTheEnd, pending: 0 },
  ])(
    "because its CLI was killed$how: the provider process exits by itself, and the next up adopts the job",
    async ({ name, env, pending }) => {
      world.stack.setEnv(env);
      const { file, run } = await startStuck(name);
      const pids = world.stack.providerPids();
      expect(pids).toHaveLength(1);
      await run.kill();
      await expect.poll(() => areGone(pids), { timeout: 10_000, interval: 100 }).toBe(true);
      const { pending_operations = [] } = (await world.stack.export()).deployment;
      expect(pending_operations.filter(({ resource }) => resource.urn.endsWith(`::${name}`))).toHaveLength(
        pending,
      );
      // The file backend's lock outlives the CLI that held it.
      await world.stack.pulumi(["cancel", "--yes"]);
      await expectResumed(name, file, "create");
      world.stack.setEnv({ PULUMI_EXPERIMENTAL: undefined, PULUMI_SKIP_CHECKPOINTS: undefined });
    },
  );

  it("because of two Ctrl-C leaves no process behind, and the next up adopts the job", async () => {
    const { file, run } = await startStuck("interrupted");
    const pids = world.stack.providerPids();
    run.interrupt();
    await run.waitFor(/\^C received; cancelling/);
    run.interrupt();
    expect((await run.done).exitCode).not.toBe(0);
    await expect.poll(() => areGone(pids), { timeout: 10_000, interval: 100 }).toBe(true);
    await expectResumed("interrupted", file, "create");
  });
});
