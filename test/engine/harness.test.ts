import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dummyClass } from "../support/dummy";
import { areGone, newStack, type Stack } from "../support/engine";

const program = (body: string) => `const pulumi = require("@pulumi/pulumi");\n${dummyClass}\n${body}`;

describe("the engine harness", () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await newStack({
      program: program(`
        const config = new pulumi.Config();
        const a = new Dummy("a", { name: config.require("name"), key: config.requireSecret("key") });
        new Dummy("b", { name: "b" });
        exports.token = a.token;
        exports.cwd = a.cwd;`),
      config: { name: "one", key: { secret: "hidden = value" } },
      env: { SB_AUTH_TOKEN: "t1" },
    });
  });
  afterAll(() => stack.remove());

  it("creates a stack's resources", async () => {
    const result = await stack.up();
    expect(result.steps).toEqual({ a: "create", b: "create" });
    expect(result.changes).toEqual({ create: 2, update: 0, same: 0, replace: 0, delete: 0, failed: 0 });
    expect(result.diagnostics).toEqual([]);
    expect(await stack.outputs()).toEqual({ token: "t1", cwd: stack.dir });
  });

  it("exports its state", async () => {
    const { a } = await stack.resources();
    expect(a).toMatchObject({ id: "id-one", outputs: { name: "one" } });
    expect(JSON.stringify(await stack.export())).not.toContain("hidden = value");
    expect(JSON.stringify(await stack.export({ showSecrets: true }))).toContain("hidden = value");
  });

  it("sees no change in a preview, a refresh and a second up", async () => {
    const same = { create: 0, update: 0, same: 2, replace: 0, delete: 0, failed: 0 };
    expect((await stack.preview()).changes).toEqual(same);
    expect((await stack.up({ preview: true, args: ["--expect-no-changes"] })).changes).toEqual(same);
    expect((await stack.refresh({ args: ["--expect-no-changes"] })).exitCode).toBe(0);
  });

  it("replaces and deletes after a change to the program", async () => {
    await stack.setProgram(program(`new Dummy("a", { name: "two" });`));
    const planned = await stack.preview();
    expect(planned.changes).toMatchObject({ replace: 1, delete: 1 });
    const result = await stack.up();
    expect(result.changes).toMatchObject({ replace: 1, delete: 1 });
    expect(Object.keys(await stack.resources())).toEqual(["a"]);
  });

  it("destroys the stack", async () => {
    expect((await stack.destroy()).changes).toMatchObject({ delete: 1 });
    expect(await stack.resources()).toEqual({});
  });
});

describe("the engine harness with failures", () => {
  it("throws unless the failure is expected, and includes the CLI's output", async () => {
    const stack = await newStack({
      program: program(`new Dummy("a", { mode: "broken" }); new Dummy("b", {});`),
    });
    await expect(stack.up()).rejects.toThrow("refused by the platform");
    const result = await stack.up({ expectFailure: true });
    expect(result.changes).toMatchObject({ failed: 1 });
    expect(result.steps.a).toBe("failed");
    expect(result.diagnostics).toContainEqual(
      expect.objectContaining({ severity: "error", message: expect.stringContaining("refused") as string }),
    );
    await stack.setProgram(program(`new Dummy("b", {});`));
    await expect(stack.up({ expectFailure: true })).rejects.toThrow("ended with 0");
    await stack.remove();
  });

  it("leaves the provider process behind when the CLI is killed", async () => {
    const stack = await newStack({ program: program(`new Dummy("a", { mode: "slow" });`) });
    const run = stack.start("up");
    await run.waitFor(({ begun }) => begun.includes("a"));
    // A CLI that is killed while it writes its state leaves a file that nobody can read.
    const pending = () =>
      stack.export().then(
        ({ deployment }) => deployment.pending_operations,
        () => [],
      );
    await expect.poll(pending, { timeout: 30_000 }).toHaveLength(1);
    const pids = stack.providerPids();
    expect(pids).toHaveLength(1);
    const result = await run.kill();
    expect(result.exitCode).toBeNull();
    expect(areGone(pids)).toBe(false);
    expect(await pending()).toMatchObject([{ type: "creating" }]);
    await stack.remove();
    await expect.poll(() => areGone(pids)).toBe(true);
  });

  it("interrupts a run as Ctrl-C does", async () => {
    const stack = await newStack({ program: program(`new Dummy("a", { mode: "slow" });`) });
    const run = stack.start("up");
    await run.waitFor(({ begun }) => begun.includes("a"));
    run.interrupt();
    await run.waitFor(/Ctrl-C|\^C|interrupt|cancel/i);
    run.interrupt();
    const result = await run.done;
    expect(result.exitCode).not.toBe(0);
    await expect(run.waitFor(/never said/)).rejects.toThrow("ended before");
    await stack.remove();
  });
});

describe("the engine harness with languages and projects", () => {
  it("runs TypeScript, and programs that are ES modules", async () => {
    const typescript = await newStack({
      language: "ts",
      program: `import * as pulumi from "@pulumi/pulumi";\nexport const answer: pulumi.Output<number> = pulumi.output(42);`,
    });
    const esm = await newStack({
      language: "esm",
      program: `import * as pulumi from "@pulumi/pulumi";\nexport const answer = pulumi.output(await Promise.resolve(43));`,
    });
    await Promise.all([typescript.up(), esm.up()]);
    expect([await typescript.outputs(), await esm.outputs()]).toEqual([{ answer: 42 }, { answer: 43 }]);
    await Promise.all([typescript.remove(), esm.remove()]);
  });

  it("copies a whole project", async () => {
    const source = await newStack({ program: "exports.from = process.cwd();", files: { "data/a.txt": "A" } });
    const copy = await newStack({ dir: source.dir, files: { "data/b.txt": "B" } });
    expect(copy.dir).not.toBe(source.dir);
    await copy.setProgram(`exports.data = require("fs").readdirSync("data").sort();`);
    await copy.up();
    expect(await copy.outputs()).toEqual({ data: ["a.txt", "b.txt"] });
    await Promise.all([source.remove(), copy.remove()]);
  });
});
