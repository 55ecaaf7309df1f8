import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";

const root = join(__dirname, "../../..");
const text = readFileSync(join(root, ".github/workflows/release.yml"), "utf8");

interface Step {
  name?: string;
  if?: string;
  run?: string;
  uses?: string;
  with?: Record<string, unknown>;
}
interface Job {
  needs?: string | string[];
  if?: string;
  permissions: Record<string, string>;
  steps: Step[];
}
interface Workflow {
  on: Record<string, object | null>;
  permissions: Record<string, string>;
  jobs: Record<string, Job>;
}
const workflow = parse(text) as Workflow;
const jobs = Object.entries(workflow.jobs);
const runs = jobs.flatMap(([, { steps }]) => steps.flatMap(({ run }) => run ?? []));
const commands = runs.join("\n");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};

const TAG_ONLY = "github.event_name == 'push' && github.ref_type == 'tag'";
const PUBLISHES = /npm publish(?!.*--dry-run)|gh release (create|upload)|pypi-publish|twine upload/;
const publishing = jobs.filter(([, { steps }]) =>
  steps.some(
    ({ run = "", uses = "" }) => run.split("\n").some((line) => PUBLISHES.test(line)) || PUBLISHES.test(uses),
  ),
);
const needed = ({ needs = [] }: Job): string[] =>
  [needs].flat().flatMap((name) => [name, ...needed(workflow.jobs[name]!)]);

describe(".github/workflows/release.yml", () => {
  it("runs on tags, and as a rehearsal on pull requests and by hand", () => {
    expect(Object.keys(workflow.on)).toEqual(["push", "pull_request", "workflow_dispatch"]);
    expect(workflow.on["push"]).toEqual({ tags: ["v*"] });
  });

  it("publishes in three jobs, on a tag only, once everything is checked", () => {
    expect(publishing.map(([name]) => name)).toEqual(["github", "npm", "pypi"]);
    for (const [name, job] of publishing) {
      expect(job.if, name).toBe(TAG_ONLY);
      expect(needed(job), name).toContain("check");
    }
    expect(needed(workflow.jobs["npm"]!)).toContain("github");
    expect(commands).toContain("npm publish ./packages/*.tgz --provenance --access public");
  });

  it("gives each job the least permissions, and none a secret", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
    expect(Object.fromEntries(jobs.map(([name, { permissions }]) => [name, permissions]))).toEqual({
      check: { contents: "read", actions: "read" },
      github: { contents: "write" },
      npm: { "id-token": "write" },
      pypi: { "id-token": "write" },
    });
    expect(text).not.toMatch(/\bsecrets\b\s*[.[]/);
  });

  it("runs none of the checkout's code where it may publish", () => {
    for (const [name, { steps }] of publishing) {
      expect(steps.map(({ uses }) => uses ?? "").join(), name).not.toContain("actions/checkout");
      expect(steps.map(({ run }) => run ?? "").join("\n"), name).not.toMatch(/npm (ci|install|run)|node /);
    }
  });

  it("pins each action to a commit, with its version beside it", () => {
    const uses = text.split("\n").filter((line) => /\buses:/.test(line));
    expect(uses.length).toBe(jobs.flatMap(([, { steps }]) => steps.filter((step) => step.uses)).length);
    for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("passes nothing of an event into a shell but by the environment", () => {
    for (const run of runs) expect(run).not.toContain("${{");
  });

  it("runs scripts of package.json that exist", () => {
    const names = [...commands.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name]) => name!);
    expect(names).toEqual(expect.arrayContaining(["plugin:archives", "release:check", "release:notes"]));
    expect(names.filter((name) => !scripts[name])).toEqual([]);
  });

  it("checks before it packs", () => {
    const order = workflow.jobs["check"]!.steps.map(({ run = "", uses = "" }) => run + uses);
    const at = (words: string) => order.findIndex((step) => step.includes(words));
    const wanted = ["npm ci", "plugin:archives", "release:check", "npm pack", "upload-artifact"].map(at);
    expect(wanted).toEqual([...wanted].sort((a, b) => a - b));
    expect(Math.min(...wanted)).toBeGreaterThan(0);
  });
});

describe("the steps of .github/workflows/release.yml", () => {
  const dir = mkdtempSync(join(tmpdir(), "cavatica-workflow-"));
  afterAll(() => rmSync(dir, { recursive: true }));
  const bin = join(dir, "bin");
  mkdirSync(bin);
  mkdirSync(join(dir, "packages"));
  mkdirSync(join(dir, "archives"));
  for (const file of ["package.json", "packages/a.tgz", "archives/b.tar.gz", "notes.md"])
    writeFileSync(join(dir, file), '{ "version": "1.2.3" }');
  for (const command of ["npm", "gh"]) {
    writeFileSync(join(bin, command), `#!/bin/sh\necho "${command} $*" >> "${dir}/calls"\necho "$ANSWER"\n`);
    chmodSync(join(bin, command), 0o755);
  }

  /** Runs a step as a runner does, with commands that only record how they are called. */
  function callsOf(words: string, env: Record<string, string>): string[] {
    const script = runs.find((run) => run.includes(words))!;
    writeFileSync(join(dir, "calls"), "");
    execFileSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
      cwd: dir,
      env: { ...process.env, ...env, PATH: [bin, process.env["PATH"]].join(delimiter) },
      stdio: "pipe",
    });
    return readFileSync(join(dir, "calls"), "utf8").trim().split("\n");
  }

  it("check a release against its tag, and a rehearsal without one", () => {
    expect(callsOf("release:check", { TAG: "v1.2.3" })).toEqual(["npm run release:check -- --tag v1.2.3"]);
    expect(callsOf("release:check", { TAG: "" })).toEqual(["npm run release:check --"]);
  });

  it("refuse a commit for which CI hasn't passed", () => {
    const run = (answer: string) => () => callsOf("gh run list", { GITHUB_SHA: "abc", ANSWER: answer });
    expect(run("1")()[0]).toContain("gh run list --workflow ci.yml --commit abc --status success");
    expect(run("0")).toThrow();
  });

  it.each([
    ["v1.2.3", "latest", "--latest"],
    ["v1.2.3-beta.1", "next", "--prerelease"],
  ])("publish %s as %s", (tag, channel, kind) => {
    expect(callsOf("--provenance", { TAG: tag })).toEqual([
      `npm publish ./packages/a.tgz --provenance --access public --tag ${channel}`,
    ]);
    expect(callsOf("gh release", { TAG: tag })).toEqual([
      `gh release create ${tag} archives/b.tar.gz --verify-tag --title ${tag} --notes-file notes.md ${kind}`,
    ]);
  });

  it("rehearse with a version that isn't published", () => {
    const calls = callsOf("--dry-run", { GITHUB_RUN_NUMBER: "7" });
    expect(calls[0]).toBe("npm version --no-git-tag-version 1.2.3-rehearsal.7");
    expect(calls[1]).toContain("npm publish --dry-run");
  });
});
