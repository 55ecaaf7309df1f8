import { describe, expect, it } from "vitest";
import type { PropertyMap } from "../support/providerProcess";
import { declared, failure, OTHER_SECRET, SECRET, volumeWorld } from "./volumes";

const world = volumeWorld();
const at = (name: string) => `/storage/volumes/lab/${name}`;
const warnings = () => world.logged().filter((line) => /the volume is kept, but mounts/.test(line));

async function existing(...args: Parameters<typeof declared>) {
  const life = await world.life().create(declared(...args));
  world.fresh();
  return life;
}

const gcs = {
  type: "gcs",
  credentials: {
    clientEmail: "a@b",
    privateKey: "-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n",
  },
};
const azure = (credentials: PropertyMap = {}) => ({
  type: "azure",
  bucket: undefined,
  storageAccount: "labaccount",
  container: "out",
  credentials: { tenantId: "t", clientId: "c", clientSecret: SECRET, ...credentials },
  properties: { resourceId: "/subscriptions/s" },
});

describe("a changed location of a Volume", () => {
  it.each<[string, PropertyMap, PropertyMap, PropertyMap, number]>([
    ["bucket", {}, { bucket: "lab-elsewhere" }, { bucket: "lab-elsewhere" }, 1],
    ["prefix", { prefix: "a/" }, { prefix: "b/" }, { prefix: "b/" }, 1],
    ["no_prefix", { prefix: "a/" }, {}, { prefix: "" }, 1],
    [
      "endpoint",
      {},
      { endpoint: "s3.eu-west-1.amazonaws.com" },
      { endpoint: "s3.eu-west-1.amazonaws.com" },
      0,
    ],
    ["usual", { endpoint: "s3.eu-west-1.amazonaws.com" }, {}, { endpoint: "s3.amazonaws.com" }, 0],
    ["google", gcs, { ...gcs, rootUrl: "https://store.example" }, { root_url: "https://store.example" }, 0],
    [
      "azure",
      azure(),
      { ...azure(), endpoint: "labaccount.blob.example" },
      { endpoint: "labaccount.blob.example" },
      0,
    ],
  ])("is set in place, with one request for nothing else: %s", async (what, before, after, sent, warned) => {
    const name = `moved_${what}`;
    const accessMode = what === "azure" ? "RO" : "RW";
    const life = await existing(name, { accessMode }, before);
    const already = warnings().length;
    const program = declared(name, { accessMode }, after);
    expect(await life.diff(program)).toEqual({ changes: true, replaces: [], deleteBeforeReplace: false });
    // The preview shows the consequences before any request to the platform.
    expect(world.asked()).toEqual([]);
    await expect.poll(() => warnings().length - already).toBe(warned);
    await life.update(program);
    expect(world.asked()).toEqual([`PATCH ${at(name)}`]);
    expect(world.sent()).toEqual([{ service: sent }]);
    expect(await life.diff(program)).toMatchObject({ changes: false });
    const { inputs, outs } = life;
    await life.refresh();
    expect([life.inputs, life.outs]).toEqual([inputs, outs]);
  });

  it("is refused if it can't be used, naming the input to change, and the volume stays where it was", async () => {
    const life = await existing("kept");
    world.sim.setBucketRights("lab-missing", { exists: false });
    const { message, partial } = await failure(life.update(declared("kept", {}, { bucket: "lab-missing" })));
    expect(message).toMatch(/^service\.bucket: volume lab\/kept wasn't changed: .*404 \(code 9200\)/);
    expect(partial).toBeUndefined();
    expect(world.sim.volume("lab/kept")?.service.bucket).toBe("bucket-of-kept");
    expect(world.asked()).toEqual([`PATCH ${at("kept")}`]);
  });

  it("is restored if it was changed elsewhere", async () => {
    const life = await existing("put_back");
    world.sim.volume("lab/put_back")!.service.bucket = "another";
    await life.refresh();
    const program = declared("put_back");
    expect(await life.diff(program)).toMatchObject({ changes: true, replaces: [] });
    await life.update(program);
    expect(world.sim.volume("lab/put_back")?.service.bucket).toBe("bucket-of-put-back");
  });

  it("is sent again if an answer left the outcome open", async () => {
    const life = await existing("open");
    world.sim.faults.add({ kind: "502", method: "PATCH" });
    const program = declared("open", {}, { prefix: "deep/" });
    const { partial } = await failure(life.update(program));
    world.fresh();
    Object.assign(life, { outs: partial!.properties });
    await life.update(program);
    expect(world.sim.volume("lab/open")?.service.prefix).toBe("deep/");
    expect(world.asked()).toEqual([`PATCH ${at("open")}`]);
  });
});

describe("new credentials on Azure", () => {
  it("are sent as the secret only, in one request", async () => {
    const life = await existing("rotated", { accessMode: "RO" }, azure());
    const program = declared("rotated", { accessMode: "RO" }, azure({ clientSecret: OTHER_SECRET }));
    await life.update(program);
    expect(world.asked()).toEqual([`PATCH ${at("rotated")}`]);
    expect(world.sent()).toEqual([{ service: { credentials: { client_secret: OTHER_SECRET } } }]);
    expect(life.outs).toMatchObject({
      service: { credentials: { tenantId: "t", clientSecret: OTHER_SECRET } },
    });
  });

  it.each(["tenantId", "clientId"])(
    "are refused with another %s, in a preview and in an update",
    async (member) => {
      const name = `other_${member}`;
      const life = await existing(name, { accessMode: "RO" }, azure());
      const program = declared(name, { accessMode: "RO" }, azure({ [member]: "another" }));
      const { failures } = await world.type().check(life.inputs, program);
      expect(failures).toEqual([
        {
          property: `service.credentials.${member}`,
          reason: expect.stringMatching(
            new RegExp(
              `^service\\.credentials\\.${member}: for an existing Azure volume the platform accepts only a new clientSecret\\. .*another name`,
            ),
          ) as string,
        },
      ]);
      expect((await failure(life.update(program))).message).toMatch(/only a new clientSecret/);
      expect(world.asked()).toEqual([]);
      // A new volume may have any value.
      const renamed = declared(`${name}_2`, { accessMode: "RO" }, azure({ [member]: "another" }));
      expect((await world.type().check(life.inputs, renamed)).failures).toEqual([]);
    },
  );
});
