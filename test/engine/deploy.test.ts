import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deploy, type DeployProgress } from "../../provider/automation";
import { BulkFileExport } from "../../provider/index";
import { declare, type DeployWorld, newDeployWorld } from "../support/deployWorld";
import { SUBMISSIONS } from "../support/platformStack";
import { newProject } from "../support/project";

let world: DeployWorld;
beforeAll(async () => {
  world = await newDeployWorld();
});
afterAll(() => world.stop());

describe("deploy()", () => {
  it("exports all files in parallel, reports progress and returns a result per file", async () => {
    const files = Array.from({ length: 20 }, () => world.file());
    const [bad, ...inBulk] = [world.file(), world.file(), world.file()];
    world.sim.failFile(bad, { code: 9103, message: "The bucket says no" });
    const told: DeployProgress[] = [];
    const options = {
      ...world.options("all", () => {
        [...files, bad].forEach((file, i) => declare(`one-${i}`, file));
        const items = inBulk.map((file) => ({ source: { file }, destination: { location: `${file}.bam` } }));
        new BulkFileExport("many", { items, volume: "lab/archive" });
      }),
      config: { "all:password": { value: "hush-hush", secret: true } },
      onProgress: (progress: DeployProgress) => void told.push(progress),
    };
    const result = await deploy(options);
    expect(result).toMatchObject({ succeeded: false, parallel: 21 });
    expect(result.files.map(({ verdict }) => verdict)).toEqual(["failed", ...Array<string>(22).fill("done")]);
    expect(result.files[0]).toMatchObject({
      resource: "one-20",
      file: bad,
      place: "lab/archive/one-20.bam",
      error: expect.stringMatching(/403 \(code 9103\) The bucket says no\. .*credentials/),
    });
    expect(told.at(-1)).toMatchObject({ phase: "up", total: 22, done: 21, failed: 1 });
    expect(told).toContainEqual(expect.objectContaining({ resource: "one-3", what: "done", phase: "up" }));
    expect(world.sim.exports()).toHaveLength(23);

    world.sim.failFile(bad);
    const mark = world.sim.mark();
    expect(await deploy(options)).toMatchObject({ succeeded: true, errors: [] });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(1);
  });

  it("writes the state once if asked to, and it is complete in the end", async () => {
    const files = Array.from({ length: 5 }, () => world.file());
    const options = world.options("once", () => files.forEach((file, i) => declare(`once-${i}`, file)));
    expect(await deploy({ ...options, saveStateOnce: true })).toMatchObject({ succeeded: true, errors: [] });
    const mark = world.sim.mark();
    const again = await deploy(options);
    expect(again.files.map(({ verdict }) => verdict)).toEqual(Array<string>(5).fill("done"));
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
  });

  it("ends within seconds when aborted, and resumes the same job the next time", async () => {
    const file = world.file();
    world.sim.stickFile(file);
    const abort = new AbortController();
    const options = world.options("aborted", () => void declare("slow", file));
    let left = 0;
    const onProgress = ({ what, message = "" }: DeployProgress) => {
      if (what !== "status" || !message.includes("RUNNING")) return;
      left = Date.now();
      abort.abort();
    };
    const { succeeded, files } = await deploy({ ...options, onProgress, signal: abort.signal });
    expect(Date.now() - left).toBeLessThan(30_000);
    expect(succeeded).toBe(false);
    expect(files).toMatchObject([{ file, verdict: "open", state: "INTERRUPTED" }]);
    world.sim.unstick(file);
    expect(await deploy(options)).toMatchObject({ succeeded: true, files: [{ file, verdict: "done" }] });
    expect(world.sim.exports().filter((job) => job.source.file === file)).toHaveLength(1);
  });

  it("deploys a project in a folder as well", async () => {
    const file = world.file();
    const args = JSON.stringify({
      source: { file },
      destination: { volume: "lab/archive", location: "folder.bam" },
    });
    const workDir = await newProject({
      "Pulumi.yaml": "name: folder\nruntime: { name: nodejs, options: { typescript: false } }\n",
      "index.js": `exports.uri = new (require("pulumi-cavatica").FileExport)("one", ${args}).uri;`,
    });
    const { envVars = {} } = world.options("folder", () => undefined).workspace ?? {};
    const result = await deploy({ stack: "organization/folder/test", workDir, workspace: { envVars } });
    const uri = "s3://lab-archive/exports/folder.bam";
    expect(result).toMatchObject({ succeeded: true, files: [{ file, uri }], outputs: { uri }, parallel: 16 });
  });

  it("throws the preview's findings without having submitted anything", async () => {
    const mark = world.sim.mark();
    const options = world.options("wrong", () => void declare("one", "not-an-id"));
    await expect(deploy(options)).rejects.toThrow(
      /the preview found errors; nothing was sent[^]*source\.file: "not-an-id"/,
    );
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
  });

  it("shows no secret of the configuration or of outputs, even where the CLI itself does", async () => {
    const options = world.options("secret", () => undefined);
    const secret = { value: "hush-hush", secret: true };
    const broken = deploy({ ...options, config: { "a:b:c:d": secret } });
    await expect(broken).rejects.toThrow(/config set-all[^]*\[secret\]/);
    await expect(broken).rejects.not.toThrow(/hush/);
    const program = () => Promise.resolve({ nested: { deep: pulumi.secret("hush-hush") }, open: 1 });
    const { outputs } = await deploy({ ...options, program });
    expect(outputs).toEqual({ nested: { deep: "[secret]" }, open: 1 });
  });

  it("leaves a locked stack alone unless it may cancel the lock", async () => {
    const file = world.file();
    const options = world.options("locked", () => void declare("one", file));
    await deploy({ ...options, program: () => Promise.resolve() });
    const locks = join(world.home, ".pulumi/locks/organization/locked/test");
    await mkdir(locks, { recursive: true });
    await writeFile(
      join(locks, "0e5f.json"),
      JSON.stringify({ pid: 1, username: "u", hostname: "h", timestamp: new Date() }),
    );
    await expect(deploy(options)).rejects.toThrow(/locked by another run.*breakLock: true/);
    expect(await deploy({ ...options, breakLock: true })).toMatchObject({ succeeded: true });
  });

  it("reports what is missing in its arguments", async () => {
    await expect(deploy({ stack: "s" })).rejects.toThrow(/either `program` and `project`.*or `workDir`/);
  });
});
