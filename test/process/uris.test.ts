import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newWorld, type World } from "../support/world";
import { declared, keys, Life } from "./volumes";

let world: World;
beforeAll(async () => {
  world = await newWorld({ sim: { switches: { copyOnlyResult: "absent" } } });
  world.sim.addProject("lab/run8");
});
afterAll(() => world.stop());

const pem = "-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n";
const azure = {
  type: "azure",
  bucket: undefined,
  storageAccount: "labaccount",
  container: "out",
  credentials: { tenantId: "t", clientId: "c", clientSecret: "s" },
  properties: { resourceId: "/subscriptions/s" },
};
const STORES = {
  s3: [{ prefix: "p/" }, "s3://bucket-of-at-s3/p/run 7/a.bam"],
  minio: [{ endpoint: "minio.example:9000" }, "s3://bucket-of-at-minio/run 7/a.bam"],
  gcs: [
    { type: "gcs", credentials: { clientEmail: "a@b", privateKey: pem } },
    "gs://bucket-of-at-gcs/run 7/a.bam",
  ],
  oss: [
    { type: "oss", endpoint: "oss-cn-beijing.aliyuncs.com", credentials: keys },
    "oss://bucket-of-at-oss/run 7/a.bam",
  ],
  azure: [azure, "https://labaccount.blob.core.windows.net/out/run%207/a.bam"],
  china: [
    { ...azure, endpoint: "https://labaccount.blob.core.chinacloudapi.cn" },
    "https://labaccount.blob.core.chinacloudapi.cn/out/run%207/a.bam",
  ],
} as const;

describe("uri: the object's address in its store's own scheme", () => {
  it.each(Object.entries(STORES))("is set for an import from %s", async (name, [service, uri]) => {
    const volume = await new Life(world).create(declared(`at_${name}`, { accessMode: "RO" }, service));
    world.sim.addObject(volume.id, "run 7/a.bam");
    const { outs } = await world.type("FileImport").create({
      source: { volume: volume.id, location: "run 7/a.bam" },
      destination: { project: "lab/run8", name: `${name}.bam` },
      overwrite: false,
      autorename: false,
    });
    expect(outs).toMatchObject({ state: "COMPLETED", uri });
  });

  it("is set for an export to Google", async () => {
    const service = STORES.gcs[0];
    const volume = await new Life(world).create(declared("to_google", {}, { ...service, prefix: "p/" }));
    const { id } = world.sim.addFile({ project: "lab/run7", path: "a.bam", region: "google:us-west1" });
    const destination = { volume: volume.id, location: "a.bam" };
    const { outs } = await world.type("FileExport").create(world.to(id, "", { destination }));
    expect(outs).toMatchObject({ state: "COMPLETED", uri: "gs://bucket-of-to-google/p/a.bam" });
  });

  it("is left out if the volume can't be looked up, and the export still succeeds", async () => {
    world.sim.faults.add({ kind: "expired-token", path: "/storage/volumes/lab/archive", times: 1 });
    const inputs = world.to(world.file(), "blind.bam");
    const { outs } = await world.type("FileExport").create(inputs);
    expect(outs).toMatchObject({ state: "COMPLETED" });
    expect(outs).not.toHaveProperty("uri");
    world.sim.restoreToken(world.sim.token);
  });
});

it("result is absent if the platform shows none, before and after a refresh", async () => {
  const inputs = world.to(world.file(), "copied.bam", { copyOnly: true });
  const { id, outs } = await world.type("FileExport").create(inputs);
  expect(outs).toMatchObject({ state: "COMPLETED", uri: "s3://lab-archive/exports/copied.bam" });
  expect(outs).not.toHaveProperty("result");
  expect(await world.type("FileExport").read(id, outs)).toEqual({ id, props: outs, inputs });
});
