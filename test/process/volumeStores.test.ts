import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PropertyMap } from "../support/providerProcess";
import { newWorld, type World } from "../support/world";
import { declared, failure, keys, Life, OTHER_SECRET, SECRET } from "./volumes";

const pem = (secret: string) => `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----\n`;
const role = (externalId: string) => ({ roleArn: "arn:aws:iam::123456789012:role/x", externalId });
const application = (clientSecret: string) => ({ tenantId: "t", clientId: "c", clientSecret });

interface Store {
  service: PropertyMap;
  accessMode: "RW" | "RO";
  /** Other credentials. */
  rotated: PropertyMap;
  /** A changed location, and whether it requires a new volume. */
  elsewhere: PropertyMap;
  replaces?: true;
}

const STORES: Record<string, Store> = {
  s3_keys: {
    service: { prefix: "p/", properties: { sseAlgorithm: null } },
    accessMode: "RW",
    rotated: { ...keys, secretAccessKey: OTHER_SECRET },
    elsewhere: { bucket: "lab-other" },
  },
  s3_role: {
    service: { credentials: role(SECRET), endpoint: "s3.amazonaws.com" },
    accessMode: "RW",
    rotated: role(OTHER_SECRET),
    elsewhere: { endpoint: "s3.eu-central-1.amazonaws.com" },
  },
  gcs: {
    service: { type: "gcs", credentials: { clientEmail: "a@b", privateKey: pem(SECRET) } },
    accessMode: "RW",
    rotated: { clientEmail: "a@b", privateKey: pem(OTHER_SECRET) },
    elsewhere: { prefix: "p/" },
  },
  gcs_federated: {
    service: {
      type: "gcs",
      rootUrl: "https://www.googleapis.com/",
      credentials: { configuration: JSON.stringify({ secret: SECRET }) },
    },
    accessMode: "RO",
    rotated: { configuration: JSON.stringify({ secret: OTHER_SECRET }) },
    elsewhere: { rootUrl: "https://storage.example" },
  },
  azure: {
    service: {
      type: "azure",
      bucket: undefined,
      storageAccount: "labaccount",
      container: "out",
      credentials: application(SECRET),
      properties: { resourceId: "/subscriptions/s" },
    },
    accessMode: "RO",
    rotated: application(OTHER_SECRET),
    elsewhere: { container: "in" },
    replaces: true,
  },
  oss: {
    service: { type: "oss", endpoint: "oss-cn-beijing.aliyuncs.com", credentials: keys },
    accessMode: "RO",
    rotated: { ...keys, secretAccessKey: OTHER_SECRET },
    elsewhere: { endpoint: "oss-cn-hangzhou.aliyuncs.com" },
  },
};

/** The spelling of the type in responses isn't documented; both were observed. */
describe.each(["lower", "upper"] as const)("a store whose type is shown in %s case", (serviceTypeCase) => {
  let world: World;
  beforeAll(async () => {
    world = await newWorld({ sim: { switches: { serviceTypeCase } } });
  });
  afterAll(() => world.stop());

  it.each(Object.entries(STORES))("%s is created, changed and deleted", async (name, store) => {
    const program = (service: PropertyMap = {}, more: PropertyMap = {}) =>
      declared(name, { accessMode: store.accessMode, ...more }, { ...store.service, ...service });
    const life = await new Life(world).create(program());
    expect(life.id).toBe(`lab/${name}`);

    const unchanged = async (given: PropertyMap) => {
      const { inputs, outs } = life;
      expect(await life.diff(given)).toMatchObject({ changes: false });
      expect(await life.refresh()).toBe(true);
      expect([life.inputs, life.outs]).toEqual([inputs, outs]);
      expect(await life.diff(given)).toMatchObject({ changes: false });
    };
    await unchanged(program());

    const changed = program({ credentials: store.rotated }, { description: "ours" });
    expect(await life.diff(changed)).toEqual({ changes: true, replaces: [], deleteBeforeReplace: false });
    const mark = world.sim.mark();
    await life.update(changed);
    expect(world.sim.countSince(mark)).toBe(1);
    expect(life.outs).toMatchObject({ description: "ours", service: { credentials: store.rotated } });
    await unchanged(changed);

    expect(await life.diff(program(store.elsewhere))).toEqual({
      changes: true,
      replaces: store.replaces ? ["service"] : [],
      deleteBeforeReplace: store.replaces ?? false,
    });
    await life.delete();
    expect(await life.refresh()).toBe(false);
    expect(JSON.stringify(world.provider.logs)).not.toContain(SECRET);
  });

  it.each(Object.entries(STORES))(
    "%s is found again by its bucket and prefix, and not by others",
    async (name, store) => {
      const program = (service: PropertyMap = {}) =>
        declared(`again_${name}`, { accessMode: store.accessMode }, { ...store.service, ...service });
      await new Life(world).create(program());
      const { id } = await new Life(world).create(program({ credentials: store.rotated }));
      expect(id).toBe(`lab/again_${name}`);
      const { message, partial } = await failure(new Life(world).create(program(store.elsewhere)));
      expect(message).toMatch(/^name: volume lab\/again_.* already exists, on/);
      expect(message).not.toContain(SECRET);
      expect(partial).toBeUndefined();
    },
  );

  it.each(["azure", "oss"])("whether %s is writable is left to the platform", async (name) => {
    const { failures } = await world
      .type("Volume")
      .check({}, declared(name, { accessMode: "RW" }, STORES[name]!.service));
    expect(failures ?? []).toEqual([]);
  });
});
