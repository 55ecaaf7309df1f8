import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorsOf, newPlatformStack, type PlatformStack, program } from "../support/platformStack";

describe("lookups in a program", () => {
  let world: PlatformStack;
  beforeAll(async () => {
    world = await newPlatformStack({ env: { PULUMI_CONFIG_PASSPHRASE: "test" } });
    for (let i = 0; i < 120; i++) world.sim.addFile({ project: "lab/run7", path: `aligned/s-${i}.cram` });
  });
  afterAll(() => world.stop());

  const run = async (...statements: string[]) => {
    await world.stack.setProgram(program(...statements));
    await world.stack.up();
    return world.stack.outputs();
  };

  it("are awaited in an async program, and their results are exported", async () => {
    const outputs = await run(
      `module.exports = async () => {
        const { files } = await getFiles({ project: "lab/run7", include: ["aligned/*.cram"] });
        const one = await getFile({ project: "lab/run7", path: "aligned/s-7.cram" });
        const volume = await getVolume({ bucket: "lab-archive" });
        return { count: files.length, first: files[0].path, same: files.some(({ id }) => id === one.id), volume: volume.id };
      };`,
    );
    expect(outputs).toEqual({ count: 120, first: "aligned/s-0.cram", same: true, volume: "lab/archive" });
  });

  it("return outputs that aren't secret just because of the token", async () => {
    await world.stack.setConfig({ token: { secret: world.sim.token } });
    const outputs = await run(
      `const authToken = new pulumi.Config().requireSecret("token");`,
      `const provider = new Provider("own", { endpoint: "${world.sim.url}", authToken });`,
      `const file = getFileOutput({ project: "lab/run7", path: pulumi.output("aligned/s-3.cram") }, { provider });`,
      `module.exports = { name: file.name, paths: getFilesOutput({ project: "lab/run7", include: ["*/s-1?.cram"] }).files.apply((files) => files.length) };`,
    );
    expect(outputs).toEqual({ name: "s-3.cram", paths: 10 });
    // Without --show-secrets a secret would show as "[secret]".
    expect(await world.stack.pulumi(["stack", "output", "name"])).toBe("s-3.cram\n");
    const state = JSON.stringify(await world.stack.export());
    expect(state).not.toContain(world.sim.token);
    await world.stack.setProgram(program());
    await world.stack.up();
  });

  it("wait in a preview for an unknown account or argument, and resolve in the up", async () => {
    await world.stack.setProgram(
      program(
        `const made = new Dummy("made", { name: "m", makes: { path: "aligned/s-5.cram", token: "${world.sim.token}" } });`,
        `const later = new Provider("later", { endpoint: "${world.sim.url}", authToken: made.made.token });`,
        `module.exports = {
          byPath: getFileOutput({ project: "lab/run7", path: made.made.path }).name,
          byAccount: getFileOutput({ project: "lab/run7", path: "aligned/s-6.cram" }, { provider: later }).name,
        };`,
      ),
    );
    const mark = world.sim.mark();
    expect((await world.stack.preview()).changes).toMatchObject({ create: 1, failed: 0 });
    expect(world.sim.countSince(mark)).toBe(0);
    await world.stack.up();
    expect(await world.stack.outputs()).toEqual({ byPath: "s-5.cram", byAccount: "s-6.cram" });
  });

  it.each([
    [`getFileOutput({ id: "${"0".repeat(24)}" })`, /getFile: file 0{24} isn't on http:\/\/127.*code 5002/],
    [
      `getFileOutput({ project: "lab/run7", path: "aligned/none.cram" })`,
      /folder "aligned" has no "none.cram"/,
    ],
    [`getVolumeOutput({ id: "archive" })`, /getVolume: id: "archive" must be a volume's id "owner\/name"/],
  ])("fail the preview with a message that says what to do: %s", async (call, text) => {
    await world.stack.setProgram(program(`module.exports = { found: ${call} };`));
    const result = await world.stack.preview({ expectFailure: true });
    expect(errorsOf(result).join("\n")).toMatch(text);
    expect(result.output).not.toContain(world.sim.token);
    // Neither the package's stack frames, nor the half minute that the SDK takes to print some.
    expect(result.output).not.toMatch(/\n\s+at |failed with an unhandled exception/);
  });
});
