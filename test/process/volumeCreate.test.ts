import { describe, expect, it } from "vitest";
import { newWorld } from "../support/world";
import { declared, failure, Life, SECRET, volumeWorld } from "./volumes";

const CREATE = "POST /storage/volumes";
const world = volumeWorld();

describe("create of a Volume", () => {
  it("makes one request and returns what the platform shows", async () => {
    const { id, outs } = await world
      .life()
      .create(declared("plain", { description: "ours" }, { prefix: "runs/" }));
    expect(world.asked()).toEqual([CREATE]);
    expect(id).toBe("lab/plain");
    expect(outs).toMatchObject({
      ...declared("plain", { description: "ours" }, { prefix: "runs/" }),
      active: true,
      createdOn: expect.stringMatching(/Z$/) as string,
      modifiedOn: expect.stringMatching(/Z$/) as string,
      href: expect.stringContaining("/storage/volumes/lab/plain") as string,
    });
    expect(world.sim.volume("lab/plain")).toMatchObject({
      accessMode: "RW",
      description: "ours",
      service: { type: "s3", bucket: "bucket-of-plain", prefix: "runs/" },
    });
  });

  const azure = {
    type: "azure",
    bucket: undefined,
    storageAccount: "labaccount",
    container: "out",
    credentials: { tenantId: "t", clientId: "c", clientSecret: SECRET },
    properties: { resourceId: "/subscriptions/s" },
  };
  const pem = `-----BEGIN PRIVATE KEY-----\n${SECRET}\n-----END PRIVATE KEY-----\n`;
  it.each([
    [
      "role",
      { credentials: { roleArn: "arn:aws:iam::123456789012:role/x", externalId: SECRET } },
      { credentials: { role_arn: "arn:aws:iam::123456789012:role/x" } },
    ],
    [
      "gcs",
      { type: "gcs", credentials: { clientEmail: "a@b", privateKey: pem } },
      { type: "gcs", credentials: { client_email: "a@b" } },
    ],
    [
      "federated",
      { type: "gcs", credentials: { configuration: `{"secret":"${SECRET}"}` } },
      { type: "gcs", credentials: {} },
    ],
    [
      "azure",
      azure,
      {
        type: "azure",
        bucket: "out",
        credentials: { tenant_id: "t", client_id: "c" },
        extra: { storage_account: "labaccount" },
      },
    ],
    [
      "oss",
      { type: "oss", endpoint: "oss-cn-beijing.aliyuncs.com" },
      { type: "oss", typeAsSent: "OSS", endpoint: "oss-cn-beijing.aliyuncs.com" },
    ],
    [
      "props",
      { properties: { sseAlgorithm: null, awsCannedAcl: "private" } },
      { properties: { sse_algorithm: null, aws_canned_acl: "private" } },
    ],
  ])("uses the store's own settings: %s", async (name, service, stored) => {
    const accessMode = ["azure", "oss"].includes(name) ? "RO" : "RW";
    await world.life().create(declared(name, { accessMode }, service));
    expect(world.sim.volume(`lab/${name}`)?.service).toMatchObject(stored);
  });

  it("adds the declared members with one lookup and one request each", async () => {
    const members = { guest: { write: true }, other: { admin: true } };
    const { outs } = await world.life().create(declared("shared", { members }));
    const path = "/storage/volumes/lab/shared/members";
    expect(world.asked()).toEqual([CREATE, `GET ${path}`, `POST ${path}`, `POST ${path}`]);
    expect(world.sim.volume("lab/shared")?.members.get("guest")?.permissions).toEqual({
      read: true,
      copy: false,
      write: true,
      admin: false,
    });
    expect(outs["members"]).toMatchObject({ other: { admin: true, copy: true } });
  });

  it("keeps the volume in state if a member can't be added, and resumes from there", async () => {
    const made = world.life();
    const program = declared("half", { members: { guest: { read: true }, nobody: { read: true } } });
    const { partial, message } = await failure(made.create(program));
    expect(message).toMatch(
      /volume lab\/half exists, but isn't completely as declared: members\.nobody: .*2002.*resumes/,
    );
    expect(partial).toMatchObject({ id: "lab/half", properties: { name: "half", active: true } });
    world.sim.addUser({ username: "nobody" });
    world.fresh();
    Object.assign(made, { id: partial!.id, outs: partial!.properties });
    await made.update(program);
    expect([...world.sim.volume("lab/half")!.members.keys()]).toEqual(["guest", "nobody"]);
    expect(world.count(CREATE)).toBe(0);
  });
});

describe("a refusal", () => {
  it.each([
    [
      "unreadable",
      { read: false },
      /service\.credentials, service\.bucket: volume "unreadable" on s3 bucket bucket-of-unreadable was refused: .*9001.*can't read/,
    ],
    [
      "unwritable",
      { write: false },
      /service\.credentials, service\.bucket: volume "unwritable" .*9002.*can't write/,
    ],
  ])("names the property, the code and the remedy: %s", async (name, rights, text) => {
    world.sim.setBucketRights(`bucket-of-${name}`, rights);
    const { message, partial } = await failure(world.life().create(declared(name)));
    expect(message).toMatch(text);
    expect(partial).toBeUndefined();
    expect(world.count(CREATE)).toBe(1);
  });

  it("names the volume that already mounts the bucket", async () => {
    const twins = await newWorld({ sim: { switches: { sameBucketTwice: "refuse" } } });
    await new Life(twins).create(declared("first", {}, { bucket: "one-bucket" }));
    const second = await failure(new Life(twins).create(declared("second", {}, { bucket: "one-bucket" })));
    expect(second.message).toMatch(
      /9002.*write to the bucket.*volume lab\/first already mounts the same bucket/,
    );
    // Creating the same volume again is refused with the same code, and the volume is then found by its name.
    expect((await new Life(twins).create(declared("first", {}, { bucket: "one-bucket" }))).id).toBe(
      "lab/first",
    );
    await twins.stop();
  });
});
