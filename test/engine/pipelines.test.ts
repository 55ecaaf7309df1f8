import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newPlatformStack, type PlatformStack, SUBMISSIONS } from "../support/platformStack";
import { example, Runner } from "../support/pipeline";
import { processesIn } from "../support/processes";
import { checkout } from "../support/project";

const SAMPLES = ["65a1f0c2e4b0a1b2c3d401c0", "65a1f0c2e4b0a1b2c3d402c0", "65a1f0c2e4b0a1b2c3d403c0"] as const;

/** The values that the workflow takes from GitHub's settings; the runner's own environment takes precedence. */
const SETTINGS = {
  "vars.PULUMI_BACKEND_URL": "",
  "secrets.PULUMI_CONFIG_PASSPHRASE": "",
  "vars.SB_API_ENDPOINT": "",
  "secrets.SB_AUTH_TOKEN": "",
  "github.token": "ghs_token",
  "github.ref": "refs/pull/7/merge",
  "github.event.pull_request.number": "7",
};
const MERGE_REQUEST = {
  CI_API_V4_URL: "https://gitlab.example/api/v4",
  CI_PROJECT_ID: "3",
  CI_MERGE_REQUEST_IID: "7",
  COMMENT_TOKEN: "glpat-token",
};

interface World extends PlatformStack {
  runner: Runner;
}

async function newWorld(): Promise<World> {
  const world = await newPlatformStack({
    dir: join(checkout, "examples/pipelines"),
    speed: 20,
    sim: { seed: "demo", jobSeconds: 8 },
  });
  return { ...world, runner: await Runner.create(world.stack.dir, world.stack.environment) };
}

const jobsOf = ({ sim }: World) =>
  sim
    .exports()
    .map((job) => job.source.file)
    .sort();

/** `timeout` sends this signal when the time is up. */
function endTime({ runner }: World): void {
  const [timer] = processesIn(runner.dir).filter(({ command }) => command.startsWith("timeout "));
  process.kill(timer!.pid, "SIGALRM");
}

/** The jobs of both systems do the same. */
const systems = {
  GitHub: {
    preview: ({ runner }: World) => runner.github("preview", SETTINGS),
    deploy: ({ runner }: World) => runner.github("deploy", SETTINGS, { GRACE: "1s" }),
    drift: ({ runner }: World) => runner.github("drift", SETTINGS),
    none: "",
    one: "41\n42\n",
    comment:
      /^gh api --silent --method POST repos\/lab\/exports\/issues\/7\/comments --field body=@plan\.md\n/,
    update:
      /^gh api --silent --method PATCH repos\/lab\/exports\/issues\/comments\/41 --field body=@plan\.md\n/,
  },
  GitLab: {
    preview: ({ runner }: World) => runner.gitlab("preview", MERGE_REQUEST),
    deploy: ({ runner }: World) => runner.gitlab("deploy", { LIMIT: "5h", GRACE: "1s" }),
    drift: ({ runner }: World) => runner.gitlab("drift", {}),
    none: "[]",
    one: JSON.stringify([
      { id: 40, body: "Looks good" },
      { id: 41, body: "<!-- plan of the exports -->\n### Plan of the exports\n" },
    ]),
    comment:
      /^curl (?!.*PUT).*body@plan\.md https:\/\/gitlab\.example\/api\/v4\/projects\/3\/merge_requests\/7\/notes\n/,
    update:
      /^curl .*PUT .*body@plan\.md https:\/\/gitlab\.example\/api\/v4\/projects\/3\/merge_requests\/7\/notes\/41\n/,
  },
};

describe.each(Object.entries(systems))("the pipeline on %s", (name, system) => {
  const { preview, deploy, drift, comment, update } = system;
  let world: World;
  beforeAll(async () => {
    world = await newWorld();
    await world.runner.setComments(system.none);
  });
  afterAll(() => world.stop());

  it("posts the plan as a comment on the request, and writes nothing to the platform", async () => {
    const { exitCode, calls } = await preview(world);
    expect(exitCode).toBe(0);
    const [plan = ""] = calls.filter((call) => comment.test(call));
    expect(plan).toMatch(/^ {4}.*sample-01.*create/m);
    expect(plan.split("\n")[0]).not.toContain("token");
    expect(world.sim.countSince(0, SUBMISSIONS)).toBe(0);
  });

  it("updates its comment with the problems, and fails", async () => {
    await world.runner.setComments(system.one);
    const manifest = join(world.runner.dir, "exports.yaml");
    const text = await readFile(manifest, "utf8");
    await writeFile(manifest, text.replace(SAMPLES[0], "nonsense"));
    const { exitCode, calls } = await preview(world);
    await writeFile(manifest, text);
    expect(exitCode).not.toBe(0);
    expect(calls.filter((call) => comment.test(call))).toEqual([]);
    expect(calls.find((call) => update.test(call))).toMatch(
      /^ {4}.*exports\.yaml:\d+:\d+: exports\.sample-01\.source\.file: "nonsense"/m,
    );
  });

  it("resumes the same jobs after a runner timed out", async () => {
    world.sim.stickFile(SAMPLES[1]);
    const running = deploy(world);
    await expect.poll(() => jobsOf(world), { timeout: 120_000 }).toEqual(SAMPLES);
    endTime(world);
    const first = await running;
    if (name === "GitHub") {
      expect(first).toMatchObject({ exitCode: 0, summary: expect.stringMatching(/not finished/) });
      expect(first.calls).toContainEqual(expect.stringMatching(/^gh workflow run exports\.yml --ref main/));
    } else {
      const { retry } = (await example<Record<string, { retry: { exit_codes: number[] } }>>("gitlab-ci.yml"))[
        "deploy"
      ]!;
      expect(retry.exit_codes).toContain(first.exitCode);
    }
    world.sim.unstick(SAMPLES[1]);
    const second = await deploy(world);
    expect(second.exitCode, second.output).toBe(0);
    expect(second.calls.filter((call) => call.startsWith("gh"))).toEqual([]);
    if (name === "GitHub") expect(second.summary).toContain("**All 3 files done.**");
    expect(await readFile(join(world.runner.dir, "exports.html"), "utf8")).toContain("All 3 files done.");
    expect(jobsOf(world)).toEqual(SAMPLES);
  });

  it("finds no drift, and then an alias that somebody has moved", async () => {
    expect((await drift(world)).exitCode).toBe(0);
    world.sim.file(SAMPLES[0]).storage = {
      type: "VOLUME",
      volume: "lab/archive",
      location: "elsewhere.cram",
    };
    const { exitCode, output } = await drift(world);
    expect(exitCode).not.toBe(0);
    expect(output).toContain("elsewhere.cram");
  });
});
