import { describe, expect, it } from "vitest";
import type { PropertyMap } from "../support/providerProcess";
import type { BucketRights } from "../../simulator/world/buckets";
import { declared, failure, keys, SECRET, volumeWorld } from "./volumes";

const world = volumeWorld();
const CREATE = "POST /storage/volumes";
const role: PropertyMap = { roleArn: "arn:aws:iam::123456789012:role/x", externalId: SECRET };

describe("a refused volume's message names the input to change", () => {
  it.each<[keyof BucketRights, PropertyMap, RegExp]>([
    ["exists", keys, /^service\.bucket: volume .*404 \(code 9200\).*Check service\.bucket/],
    ["accessKey", keys, /^service\.credentials\.accessKeyId: .*403 \(code 9201\).*accessKeyId/],
    ["secretKey", keys, /^service\.credentials\.secretAccessKey: .*403 \(code 9202\).*secretAccessKey/],
    [
      "role",
      role,
      /^service\.credentials\.roleArn: .*403 \(code 9203\).*roleArn and the role's trust policy/,
    ],
    ["list", keys, /^bucket policy \(s3:ListBucket\): .*403 \(code 9204\).*Allow s3:ListBucket/],
    ["get", keys, /^bucket policy \(s3:GetObject\): .*403 \(code 9205\).*Allow s3:GetObject on/],
    [
      "put",
      keys,
      /^bucket policy \(s3:PutObject, s3:PutObjectAcl\): .*403 \(code 9206\).*s3:PutObject and s3:PutObjectAcl/,
    ],
    ["getAcl", role, /^bucket policy \(s3:GetObjectAcl\): .*403 \(code 9207\).*Allow s3:GetObjectAcl/],
    [
      "getFromPlatform",
      keys,
      /^IAM policy \(s3:GetObject on the platform's buckets\): .*403 \(code 9208\).*platform's own buckets/,
    ],
    [
      "writableRegion",
      keys,
      /^accessMode, service\.bucket: .*403 \(code 9209\).*accessMode: RO.*another region/,
    ],
  ])("%s", async (right, credentials, text) => {
    const name = `lacks_${right}`;
    const bucket = `bucket-${right.toLowerCase()}`;
    world.sim.setBucketRights(bucket, { [right]: false });
    const program = declared(name, {}, { bucket, credentials });
    const { message, partial } = await failure(world.life().create(program));
    expect(message).toMatch(text);
    expect(message).not.toMatch(/token's user has no right|right platform/);
    expect(message).not.toContain(SECRET);
    expect(partial).toBeUndefined();
    expect(world.count(CREATE)).toBe(1);
    // With the input corrected, the same program succeeds.
    world.sim.setBucketRights(bucket, { [right]: true });
    expect((await world.life().create(program)).id).toBe(`lab/${name}`);
    expect(world.count(CREATE)).toBe(2);
  });
});

describe("a change that is refused", () => {
  it("doesn't claim that the volume was deleted if its bucket is gone", async () => {
    const life = await world.life().create(declared("emptied", { accessMode: "RO" }));
    world.sim.setBucketRights("bucket-of-emptied", { exists: false });
    const { message } = await failure(life.update(declared("emptied", { accessMode: "RW" })));
    expect(message).toMatch(/^service\.bucket: volume lab\/emptied wasn't changed: .*404 \(code 9200\)/);
    expect(message).not.toMatch(/deleted elsewhere/);
  });
});
