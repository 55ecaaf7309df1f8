import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../../simulator";
import { cliFolder, isolation } from "../support/cli";
import { newInstallation } from "../support/installed";
import { cleanEnvironment } from "../support/project";
import { walk, type Walk } from "../support/walk";
import { sharedClock } from "../support/world";

const clock = sharedClock(40);
let sim: Simulator;
let reader: Walk;

beforeAll(async () => {
  sim = await startSimulator({ seed: "demo", jobSeconds: 8, now: clock.now });
  sim.addFile({ project: "lab/run7", path: "reference/hg38.fa", size: 3000, public: true });
  const place = await newInstallation(["@pulumi/pulumi@~3.248.0"]);
  const account = { SB_API_ENDPOINT: sim.url, SB_AUTH_TOKEN: sim.token };
  const env = cleanEnvironment(place, { ...isolation(await cliFolder(), place), ...account, ...clock.env });
  reader = await walk({
    page: "docs/how-to/licence-end.md",
    place,
    env,
    // The package is installed in the parent folder. A terminal would ask whether to go on.
    adapt: (block) => block.replace(/^npm install$/m, "true").replace(/^pulumi up$/m, "pulumi up --yes"),
  });
});
afterAll(() => sim.close());

const rowsOf = (table: string): string[][] =>
  table
    .trim()
    .split("\n")
    .map((line) => line.split("\t"));

describe("docs/how-to/licence-end.md, followed word for word", () => {
  let exportable: number;

  it("takes stock, and writes a stack that passes the doctor's checks", async () => {
    await reader.next();
    const [head = [], ...rows] = rowsOf(await reader.read("files.tsv"));
    const column = (name: string) => rows.map((row) => row[head.indexOf(name)]!);
    expect(column("state").filter((state) => state !== "exportable")).toEqual([
      "archived",
      "alias elsewhere",
    ]);
    expect(head).toContain("metadata.sample_id");
    // The page excludes copies of public files, which look exportable.
    const excluded = column("location").filter((path) => path.startsWith("reference/"));
    expect(excluded).toHaveLength(1);
    exportable = rows.length - 2 - excluded.length;
    expect(await reader.next()).not.toContain("✗");
  });

  it("exports the project, and what is added to it later", async () => {
    await reader.write("exports.yaml", reader.snippet("yaml"));
    expect(await reader.next()).toContain("left out");
    expect(sim.exports()).toHaveLength(exportable);
    sim.addFile({ project: "lab/run7", path: "late.cram", size: 1000 });
    await expect(reader.run("pulumi preview --expect-no-changes")).rejects.toThrow();
    await reader.run("pulumi up");
    expect(sim.exports()).toHaveLength(exportable + 1);
  });

  it("proves that it is complete, with a line for each file", async () => {
    await reader.next();
    const [head = [], ...rows] = rowsOf(await reader.read("exports.tsv"));
    const column = (name: string) => rows.map((row) => row[head.indexOf(name)] ?? "");
    expect(rows).toHaveLength(exportable + 1);
    expect(new Set(column("state"))).toEqual(new Set(["COMPLETED"]));
    expect(column("verified").every((when) => /^\d{4}-/.test(when))).toBe(true);
    expect(column("metadata.sample_id").filter(Boolean).length).toBeGreaterThan(10);
    expect(await reader.read("exports.html")).toContain("late.cram");
  });

  it("keeps a state from which the report can be made again, without the platform", async () => {
    const before = sim.mark();
    expect(await reader.next()).toContain("late.cram");
    expect(sim.countSince(before)).toBe(0);
  });
});
