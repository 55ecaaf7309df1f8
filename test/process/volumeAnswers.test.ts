import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Switches } from "../../simulator/switches";
import { newWorld, type World } from "../support/world";
import { declared, keys, Life, SECRET } from "./volumes";

const azure = {
  type: "azure",
  bucket: undefined,
  storageAccount: "labaccount",
  container: "out",
  credentials: { tenantId: "t", clientId: "c", clientSecret: SECRET },
  properties: { resourceId: "/subscriptions/s" },
};

/** Each spelling shown on a page. */
describe.each<Partial<Switches>>([
  {},
  { volumeDetails: "old" },
  { azureDetails: "container" },
  { serviceTypeCase: "upper" },
  { volumeDetails: "old", serviceTypeCase: "upper" },
])("volumes shown with %o", (switches) => {
  let world: World;
  beforeAll(async () => {
    world = await newWorld({ sim: { switches } });
  });
  afterAll(() => world.stop());

  it.each([
    ["plain", "RW", { prefix: "p", properties: { sseAlgorithm: "AES256" } }],
    ["s3_address", "RW", { endpoint: "s3.eu-central-1.amazonaws.com" }],
    ["azure", "RO", azure],
  ])("have no drift: %s", async (name, accessMode, service) => {
    const life = await new Life(world).create(declared(name, { accessMode }, service));
    const { inputs, outs } = life;
    await life.refresh();
    expect([life.inputs, life.outs]).toEqual([inputs, outs]);
    expect(life.outs["modifiedOn"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(await life.diff(declared(name, { accessMode }, service))).toMatchObject({ changes: false });
  });

  it("have drift for another S3 endpoint or Azure container", async () => {
    const s3 = await new Life(world).create(declared("drifted_s3"));
    world.sim.volume("lab/drifted_s3")!.service.endpoint = "s3.eu-west-1.amazonaws.com";
    await s3.refresh();
    expect(s3.outs).toMatchObject({ service: { endpoint: "s3.eu-west-1.amazonaws.com", credentials: keys } });
    const life = await new Life(world).create(declared("drifted_azure", { accessMode: "RO" }, azure));
    world.sim.volume("lab/drifted_azure")!.service.bucket = "elsewhere";
    await life.refresh();
    expect(life.outs).toMatchObject({ service: { container: "elsewhere" } });
    expect(life.outs["service"]).not.toHaveProperty("bucket");
  });
});
