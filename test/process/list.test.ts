import { execFile, spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type Simulator, startSimulator } from "../../simulator";
import { read } from "../unit/manifest/support";
import { checkout, cleanEnvironment } from "../support/project";

const MAIN = join(checkout, "dist/provider/cli/main.js");
/** Names that files on the platform really have. */
const NAMES = [
  "plain.bam",
  "two words.bam",
  "a,b;c.bam",
  'say "hi".bam',
  "tab\tbed.bam",
  "ünï çødé 测试.bam",
  "=cmd().bam",
  "-dash.bam",
];

let sim: Simulator;
let dir: string;
beforeAll(async () => {
  sim = await startSimulator({ jobSeconds: 0 });
  dir = await mkdtemp(join(tmpdir(), "cavatica-list-test-"));
  sim.addVolume({ name: "archive", owner: "lab", bucket: "lab-archive" });
  for (const [i, name] of NAMES.entries())
    sim.addFile({
      project: "lab/run7",
      path: `aligned/${name}`,
      size: 10 + i,
      metadata: { sample_id: `S${i}`, note: "=1+1" },
    });
  sim.addFile({ project: "lab/run7", path: "old/frozen.bam", size: 1, archived: true });
  sim.addFile({
    project: "lab/run7",
    path: "ref.fa",
    size: 2,
    storage: { volume: "lab/archive", location: "ref.fa" },
  });
  sim.addFile({ project: "lab/run7", path: "tagged.vcf", size: 3, tags: ["final"] });
});
afterAll(async () => {
  await sim.close();
  await rm(dir, { recursive: true });
});

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

const env = () => cleanEnvironment(dir, { SB_API_ENDPOINT: sim.url, SB_AUTH_TOKEN: sim.token });

const list = (...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, [MAIN, "list", ...args], { cwd: dir, env: env() }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });

const RUN7 = ["--project", "lab/run7"];

describe("a project's files", () => {
  it.each(["tsv", "csv"] as const)(
    "are listed as %s, which a manifest reads unchanged, whatever their names",
    async (format) => {
      const { stdout, stderr, code } = await list(...RUN7, "--include", "aligned/*", "--format", format);
      expect([code, stderr]).toEqual([0, ""]);
      const manifest = `bulkExports: { all: { volume: lab/archive, itemsFrom: cohort.${format} } }\n`;
      const { model } = read(manifest, { tables: { [`cohort.${format}`]: stdout } });
      const items = model.bulkExports["all"]!.items;
      expect(items.map(({ destination }) => destination.location).sort()).toEqual(
        NAMES.map((name) => `aligned/${name.replace("\t", "_")}`).sort(),
      );
      const ids =
        new Set(sim.requests.map(() => "")).size &&
        items.map(({ source }) => ("file" in source ? source.file : ""));
      expect(new Set(ids as string[]).size).toBe(NAMES.length);
    },
  );

  it("are listed with their states", async () => {
    const { stdout } = await list(...RUN7, "--format", "json");
    const files = JSON.parse(stdout) as { path: string; state: string; size: number }[];
    expect(files).toHaveLength(NAMES.length + 3);
    const stateOf = (path: string) => files.find((file) => file.path === path)?.state;
    expect(stateOf("aligned/plain.bam")).toBe("exportable");
    expect(stateOf("old/frozen.bam")).toBe("archived");
    expect(stateOf("ref.fa")).toBe("alias elsewhere");
    expect(stateOf("aligned/tab\tbed.bam")).toBe("exportable");
  });

  it("are listed so that exported aliases and imported ones can be told apart", async () => {
    const { id } = sim.addFile({ project: "lab/moved", path: "gone.bam", size: 5 });
    const body = { source: { file: id }, destination: { volume: "lab/archive", location: "gone.bam" } };
    const headers = { "X-SBG-Auth-Token": sim.token, "Content-Type": "application/json" };
    await fetch(`${sim.url}/storage/exports`, { method: "POST", headers, body: JSON.stringify(body) });
    sim.catchUp();
    const { stdout } = await list("--project", "lab/moved");
    expect(stdout).toContain("gone.bam\t5\tmoved");
  });

  it("are narrowed by globs, tags, task and folder, with paths still relative to the project", async () => {
    expect((await list(...RUN7, "--tag", "final")).stdout.split("\n")[1]).toContain("tagged.vcf");
    expect(
      (await list(...RUN7, "--exclude", "aligned/**", "--exclude", "old/**")).stdout.trim().split("\n"),
    ).toHaveLength(3);
    const files = JSON.parse((await list(...RUN7, "--format", "json")).stdout) as {
      file: string;
      path: string;
    }[];
    const frozen = files.find(({ path }) => path.startsWith("old/"))!;
    const { parent = "" } = sim.file(frozen.file);
    const below = await list("--parent", parent ?? "");
    expect(below.stdout).toContain("old/frozen.bam");
    expect(below.stdout.trim().split("\n")).toHaveLength(2);
  });

  it("are listed with metadata, by key or all, and no cell starts a formula", async () => {
    const some = (await list(...RUN7, "--include", "aligned/plain.bam", "--metadata", "sample_id,none"))
      .stdout;
    expect(some.split("\n")[0]).toBe("file\tlocation\tsize\tstate\tmetadata.sample_id\tmetadata.none");
    expect(some.split("\n")[1]).toMatch(/\tS0\t$/);
    const all = (
      await list(...RUN7, "--include", "aligned/plain.bam", "--metadata", "all", "--format", "csv")
    ).stdout;
    expect(all.split("\n")[0]).toBe("file,location,size,state,metadata.note,metadata.sample_id");
    expect(all.split("\n")[1]).toMatch(/,'=1\+1,S0$/);
  });

  it("are listed as a manifest's exports, with those that can't be exported as comments", async () => {
    const { stdout } = await list(...RUN7, "--format", "yaml");
    expect(stdout).toContain('  # archived: "old/frozen.bam"');
    const { exports } = parse(stdout) as { exports: Record<string, { destination: { location: string } }> };
    expect(Object.keys(exports)).toHaveLength(NAMES.length + 1);
    const { model } = read(`defaults: { volume: lab/archive }\n${stdout}`);
    expect(Object.keys(model.exports)).toHaveLength(NAMES.length + 1);
  });
});

describe("the output", () => {
  it("goes to a file that appears once it is complete, and not at all after an error", async () => {
    const out = join(dir, "cohort.tsv");
    expect((await list(...RUN7, "--out", out)).stdout).toBe("");
    expect((await readFile(out, "utf8")).split("\n")).toHaveLength(NAMES.length + 5);
    const failed = await list("--project", "lab/none", "--out", join(dir, "none.tsv"));
    expect(failed.code).toBe(1);
    expect(failed.stderr).toMatch(/lab\/none|404|5001|project/i);
    expect((await readdir(dir)).filter((name) => name.startsWith("none"))).toEqual([]);
    const unwritable = await list(...RUN7, "--out", join(dir, "no/such/folder.tsv"));
    expect(unwritable.stderr).toContain("can't be written");
  });

  it("ends quietly when its reader closes the pipe", async () => {
    const child = spawn("sh", ["-c", `"${process.execPath}" "${MAIN}" list --project lab/run7 | head -1`], {
      cwd: dir,
      env: env(),
    });
    let errors = "";
    child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
    await new Promise((resolve) => child.on("close", resolve));
    expect(errors).toBe("");
  });

  it.each([
    [[], "give --project owner/name, or --parent"],
    [["--project", "no project"], "project"],
    [["--project", "lab/run7", "--include", ""], "include"],
  ])("isn't written for %j, which is rejected before any request", async (args, text) => {
    const mark = sim.mark();
    const ended = await list(...args);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(text);
    expect(sim.countSince(mark)).toBe(0);
  });
});
