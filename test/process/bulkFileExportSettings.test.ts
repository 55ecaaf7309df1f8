import { afterAll, beforeAll, expect, it } from "vitest";
import { type PropertyMap, type CallError } from "../support/providerProcess";
import { newWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.stop());

const GLACIER = { awsStorageClass: "GLACIER" };

/** One file as a bulk export in a process that knows nothing of earlier ones. */
async function exported(file: string, more: PropertyMap) {
  await world.restart();
  const items = [{ source: { file }, destination: { location: `${file}.bam` } }];
  const { inputs } = await world.type("BulkFileExport").check({}, { items, volume: "lab/archive", ...more });
  return world.type("BulkFileExport").create(inputs);
}

const MODES: [string, boolean][] = [
  ["move", false],
  ["copy", true],
];

it.each(MODES)("a finished %s with other settings isn't adopted", async (_mode, copyOnly) => {
  const file = world.file();
  await exported(file, { copyOnly, properties: GLACIER });
  const error = (await exported(file, { copyOnly, properties: { awsStorageClass: "STANDARD" } }).catch(
    (thrown: unknown) => thrown,
  )) as CallError;
  expect(error.message).toMatch(/awsStorageClass "STANDARD" \(it had "GLACIER"\)/);
  expect(error.partial?.properties).toMatchObject({ summary: { FAILED: { files: 1 } } });
});

it.each(MODES)("a finished %s with the same settings is adopted", async (_mode, copyOnly) => {
  const file = world.file();
  await exported(file, { copyOnly, properties: GLACIER });
  const { outs } = await exported(file, { copyOnly, properties: GLACIER });
  expect(outs).toMatchObject({ summary: { COMPLETED: { files: 1 } } });
  const jobs = world.sim.exports().filter((job) => job.source.file === file && job.state === "COMPLETED");
  expect(jobs).toHaveLength(1);
});

const KMS = { sseAlgorithm: "aws:kms" };

it.each<[string, PropertyMap, PropertyMap]>([
  ["the defaults that the platform fills in", {}, { sseAlgorithm: "AES256", awsStorageClass: "STANDARD" }],
  ["the defaults left out after being set", { awsStorageClass: "STANDARD" }, {}],
  ["a key given by its alias", { ...KMS, sseAwsKmsKeyId: "1234abcd" }, { ...KMS, sseAwsKmsKeyId: "alias/x" }],
])("a finished copy is adopted with %s", async (_what, before, now) => {
  const file = world.file();
  await exported(file, { copyOnly: true, properties: before });
  const { outs } = await exported(file, { copyOnly: true, properties: now });
  expect(outs).toMatchObject({ summary: { COMPLETED: { files: 1 } } });
  const jobs = world.sim.exports().filter((job) => job.source.file === file && job.state === "COMPLETED");
  expect(jobs).toHaveLength(1);
});

it("a finished copy without the requested encryption isn't adopted", async () => {
  const file = world.file();
  await exported(file, { copyOnly: true });
  await expect(exported(file, { copyOnly: true, properties: KMS })).rejects.toThrow(
    /sseAlgorithm "aws:kms" \(it had "AES256"\)/,
  );
});
