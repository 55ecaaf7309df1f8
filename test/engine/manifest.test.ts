import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../../simulator";
import { newStack, type Stack, type StackOptions } from "../support/engine";
import { writeFiles } from "../support/project";
import { sharedClock } from "../support/world";

const program = `module.exports = require("pulumi-cavatica").fromManifest("lists/exports.yaml").outputs;`;
const sample = (n: number, kind = "c0") => `65a1f0c2e4b0a1b2c3d4${String(n).padStart(2, "0")}${kind}`;

const clock = sharedClock(20);
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ seed: "demo", now: clock.now });
});
afterAll(() => simulator?.close());

const stackWith = (files: Record<string, string>, options: StackOptions = {}): Promise<Stack> =>
  newStack({
    program,
    files,
    env: { SB_API_ENDPOINT: simulator.url, SB_AUTH_TOKEN: simulator.token, ...clock.env },
    ...options,
  });

const submissions = /^POST \/(storage\/exports|bulk\/storage\/exports\/create)$/;

describe("a manifest with a table beside it", () => {
  const manifest = `
defaults: { volume: lab/archive, copyOnly: true }
exports:
  one: { source: { file: "\${config.sample}" }, destination: { location: "\${config.folder}/one.cram" } }
bulkExports:
  cohort: { itemsFrom: cohort.tsv, prefix: cohort/ }
`;
  const table = [
    "file\tproject\tpath\tlocation\tvolume",
    `${sample(2)}\t\t\ttwo.cram\t`,
    "\tlab/run7\taligned/sample-03.cram\tthree.cram\tlab/outbound",
    "\tlab/run7\trun7.report.html\treport.html\t",
    "",
  ].join("\n");
  let stack: Stack;
  beforeAll(async () => {
    const files = { "lists/exports.yaml": manifest, "lists/cohort.tsv": table };
    stack = await stackWith(files, { config: { sample: sample(1), folder: { secret: "hidden-run" } } });
  });
  afterAll(() => stack?.remove());

  it("exports all of it, including files named by path", async () => {
    await stack.up();
    const locations = (volume: string) => simulator.objects(volume).map(({ location }) => location);
    expect(locations("lab/archive")).toEqual(
      expect.arrayContaining(["hidden-run/one.cram", "cohort/two.cram", "cohort/report.html"]),
    );
    expect(locations("lab/outbound")).toContain("cohort/three.cram");
    const three = simulator.exports().find(({ destination }) => destination.location === "cohort/three.cram");
    expect(three?.source.file).toBe(sample(3));
    expect(await stack.outputs()).toEqual({
      exports: { one: "s3://lab-archive/hidden-run/one.cram" },
      bulkExports: { cohort: { summary: { COMPLETED: { files: 3, bytes: 24_000_048_000 } }, failed: [] } },
    });
  });

  it("keeps a secret of the configuration secret in state", async () => {
    expect(JSON.stringify(await stack.export())).not.toContain("hidden-run");
    expect(JSON.stringify(await stack.export({ showSecrets: true }))).toContain("hidden-run");
  });

  it("sees no change, and exports only the line that is added", async () => {
    await stack.up({ args: ["--expect-no-changes"] });
    const mark = simulator.mark();
    await writeFiles(stack.dir, { "lists/cohort.tsv": `${table}${sample(4)}\t\t\tfour.cram\t\n` });
    const { changes } = await stack.up();
    expect(changes).toMatchObject({ same: 1, update: 1 });
    expect(simulator.countSince(mark, submissions)).toBe(1);
    expect(simulator.exports()).toHaveLength(5);
  });

  it("reports each path that doesn't exist in a preview, with its position", async () => {
    const wrong = `${table}\tlab/run7\taligned/none.cram\tn\n\tlab/run7\taligned\to\n`;
    await writeFiles(stack.dir, { "lists/cohort.tsv": wrong });
    const { output } = await stack.preview({ expectFailure: true });
    expect(output).toContain('cohort.tsv:5:11: project lab/run7 has no file "aligned/none.cram"');
    expect(output).toContain('cohort.tsv:6:11: project lab/run7 has no file "aligned"');
    expect(output).not.toContain("paths.js");
  });
});

describe("a table as a spreadsheet program saves it", () => {
  const manifest = `
bulkExports:
  constructor: { itemsFrom: cohort.csv, volume: lab/archive, prefix: sheet/, copyOnly: true }
  toString: { items: [{ source: { file: ${sample(2)} }, destination: { location: two.cram } }], volume: lab/archive, prefix: listed/, copyOnly: true }
`;
  const table = [
    "\ufeffsep=;",
    "Name;File ID;Size;LOCATION;Overwrite;;",
    `one;${sample(1)};5;"one; of two.cram";FALSE;;`,
    `three;${sample(3)};6;three.cram;;;`,
    ";;;;;;",
    "",
  ].join("\r\n");
  let stack: Stack;
  beforeAll(async () => {
    stack = await stackWith({ "lists/exports.yaml": manifest, "lists/cohort.csv": table });
  });
  afterAll(() => stack?.remove());

  it("is deployed, even with names that every JavaScript object has, and again without a change", async () => {
    expect((await stack.preview()).changes).toMatchObject({ create: 2 });
    const mark = simulator.mark();
    await stack.up();
    expect(simulator.objects("lab/archive").map(({ location }) => location)).toEqual(
      expect.arrayContaining(["sheet/one; of two.cram", "sheet/three.cram", "listed/two.cram"]),
    );
    // Both are sent in one call, unless the second arrives too late for it.
    const submitted = simulator.countSince(mark, submissions);
    expect([1, 2]).toContain(submitted);
    expect(await stack.outputs()).toMatchObject({
      bulkExports: { constructor: { failed: [] }, toString: { failed: [] } },
    });
    await stack.up({ args: ["--expect-no-changes"] });
    expect(simulator.countSince(mark, submissions)).toBe(submitted);
  });
});

describe("a manifest that declares its volume", () => {
  const manifest = `
defaults: { volume: inbox, copyOnly: true }
volumes:
  inbox:
    name: inbox
    accessMode: RW
    service:
      type: s3
      bucket: \${config.bucket}
      credentials: { accessKeyId: AKIA0, secretAccessKey: "\${config.key}" }
exports:
  one: { source: { file: ${sample(1)} }, destination: { location: one.cram } }
bulkExports:
  two: { items: [{ source: { file: ${sample(2)} }, destination: { volume: inbox, location: two.cram } }] }
imports:
  bed:
    source: { volume: lab/reference, location: panels/exome.bed }
    destination: { project: lab/run7, name: exome-again.bed }
bulkImports:
  beds:
    volume: lab/reference
    prefix: panels/
    project: lab/run7
    items: [{ source: { location: exome.bed } }]
`;
  const secret = "not-to-be-seen";
  let stack: Stack;
  beforeAll(async () => {
    const config = { bucket: "lab-inbox", key: { secret } };
    stack = await stackWith({ "lists/exports.yaml": manifest }, { config });
  });
  afterAll(() => stack?.remove());

  it("is planned before the volume exists, then creates it first", async () => {
    expect((await stack.preview()).changes).toMatchObject({ create: 5, failed: 0 });
    await stack.up();
    expect(simulator.objects("lab/inbox").map(({ location }) => location)).toEqual(["one.cram", "two.cram"]);
    expect(await stack.outputs()).toMatchObject({
      volumes: { inbox: "lab/inbox" },
      exports: { one: "s3://lab-inbox/one.cram" },
      imports: { bed: expect.stringMatching(/^[0-9a-f]{24}$/) as string },
      bulkImports: { beds: { summary: { COMPLETED: { files: 1 } }, failed: [] } },
    });
    await stack.up({ args: ["--expect-no-changes"] });
  });

  it("shows the secret key in no output and no state", async () => {
    expect(JSON.stringify(await stack.export())).not.toContain(secret);
    await writeFiles(stack.dir, { "lists/exports.yaml": manifest.replace("one.cram", "/one.cram") });
    const { output } = await stack.preview({ expectFailure: true });
    expect(output).toContain('exports.one.destination.location: "/one.cram" must not start with "/"');
    expect(output).not.toContain(secret);
  });

  it("warns of a key in plain text without showing it", async () => {
    const plain = manifest.replace('"${config.key}"', "a-plain-secret");
    await writeFiles(stack.dir, { "lists/exports.yaml": plain });
    const { output, diagnostics } = await stack.preview();
    const [warning] = diagnostics.filter(({ severity }) => severity === "warning");
    expect(warning?.message).toContain(
      "exports.yaml:10:59: volumes.inbox.service.credentials.secretAccessKey",
    );
    expect(output).not.toContain("a-plain-secret");
  });

  it("destroys the volume after the resources that use it", async () => {
    await writeFiles(stack.dir, { "lists/exports.yaml": manifest });
    await stack.destroy();
    expect(simulator.volume("lab/inbox")).toBeUndefined();
  });
});
