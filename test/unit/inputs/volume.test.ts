import { describe, expect, it } from "vitest";
import { validate } from "../../../provider/inputs/validate";
import { volumeInputs } from "../../../provider/inputs/volume";
import { azure, gcs, oss, s3, UNKNOWN, volume } from "./volumeSamples";

const failures = (inputs: object) => validate(volumeInputs, inputs);
const reasons = (inputs: object) => failures(inputs).map(({ reason }) => reason);

describe("valid inputs", () => {
  it.each([
    ["s3 with keys", s3],
    [
      "s3 with a role",
      { ...s3, credentials: { roleArn: "arn:aws:iam::123456789012:role/x", externalId: "e" } },
    ],
    [
      "s3 with a role of another partition",
      { ...s3, credentials: { roleArn: "arn:aws-us-gov:iam::123456789012:role/x" } },
    ],
    [
      "s3 with every property",
      {
        ...s3,
        prefix: "runs/",
        endpoint: "s3.eu-central-1.amazonaws.com",
        properties: { sseAlgorithm: "aws:kms", sseAwsKmsKeyId: "k", awsCannedAcl: null },
      },
    ],
    ["gcs with a service account", { ...gcs, rootUrl: "https://storage.example/v1" }],
    [
      "gcs with a federated account",
      { ...gcs, credentials: { configuration: '{"type":"external_account"}' } },
    ],
    ["a key with the volume's own algorithm", { ...s3, properties: { sseAwsKmsKeyId: "k" } }],
    ["azure", azure],
    ["oss", oss],
    ["an upper-case type", { ...s3, type: "S3" }],
    ["another upper-case type", { ...azure, type: "Azure" }],
    ["gcs with no properties", { ...gcs, properties: {} }],
    ["oss with no properties", { ...oss, type: "OSS", properties: {} }],
    ["a self-hosted store below a path", { ...s3, endpoint: "https://storage.example.org/s3" }],
    ["an access point", { ...s3, bucket: "arn:aws:s3:us-east-1:123456789012:accesspoint/lab" }],
  ])("%s", (_name, service) => {
    expect(failures(volume(service))).toEqual([]);
  });

  it.each([
    ["s3", s3],
    ["gcs", gcs],
    ["azure", azure],
    ["oss", oss],
  ])("allow RW for %s", (_name, service) => {
    expect(failures(volume(service, { accessMode: "RW" }))).toEqual([]);
  });

  it("treat null as omitted", () => {
    const inputs = volume({ ...s3, prefix: null, endpoint: null }, { description: null, members: null });
    expect(failures(inputs)).toEqual([]);
  });

  it.each([
    ["the service", volume(UNKNOWN, { accessMode: "RW" })],
    ["its type", volume({ ...s3, type: UNKNOWN })],
    ["the credentials", volume({ ...s3, credentials: UNKNOWN })],
    ["one credential", volume({ ...gcs, credentials: { clientEmail: UNKNOWN, privateKey: UNKNOWN } })],
    [
      "everything",
      { name: UNKNOWN, accessMode: UNKNOWN, description: UNKNOWN, service: UNKNOWN, members: UNKNOWN },
    ],
    ["a permission", volume(s3, { members: { guest: { read: UNKNOWN } } })],
    ["a member's type", volume(s3, { members: { "Our team": { type: UNKNOWN } } })],
  ])("may be unknown: %s", (_name, inputs) => {
    expect(failures(inputs)).toEqual([]);
  });
});

describe("invalid inputs are reported", () => {
  it.each([
    [
      "a dash in the name",
      volume(s3, { name: "lab-archive" }),
      'name: "lab-archive" must have 3 to 32 letters and digits, separated by single underscores, such as "lab_archive" (no dashes, unlike a bucket\'s name)',
    ],
    ["a short name", volume(s3, { name: "ab" }), 'name: "ab" must have 3 to 32 letters'],
    [
      "no access mode",
      volume(s3, { accessMode: undefined }),
      'accessMode: is missing; must be one of: "RW", "RO"',
    ],
    [
      "an unknown access mode",
      volume(s3, { accessMode: "rw" }),
      'accessMode: "rw" must be one of: "RW", "RO"',
    ],
    ...["a__b", "_ab", "ab_", "___", "a".repeat(33)].map((name): [string, object, string] => [
      `the name ${name}`,
      volume(s3, { name }),
      `name: "${name}" must have 3 to 32 letters and digits, separated by single underscores`,
    ]),
    [
      "no type",
      volume({ ...s3, type: undefined }),
      'service.type: is missing; must be one of: "s3", "gcs", "azure", "oss"',
    ],
    [
      "an unknown type",
      volume({ ...s3, type: "tape" }),
      'service.type: "tape" must be one of: "s3", "gcs", "azure", "oss"',
    ],
    ["no bucket", volume({ ...s3, bucket: undefined }), "service.bucket: is missing; must be a string"],
    [
      "a URL as bucket",
      volume({ ...s3, bucket: "s3://lab-out" }),
      'service.bucket: "s3://lab-out" must be just a name, such as "lab-archive": no scheme, and no path (that goes into service.prefix)',
    ],
    [
      "a path in the bucket",
      volume({ ...s3, bucket: "lab-out/runs" }),
      'service.bucket: "lab-out/runs" must be just a name',
    ],
    [
      "a prefix with a leading slash",
      volume({ ...s3, prefix: "/runs/" }),
      'service.prefix: "/runs/" must not start with "/": it is relative to the bucket',
    ],
    [
      "an empty part in the prefix",
      volume({ ...s3, prefix: "runs//7/" }),
      'service.prefix: "runs//7/" must not contain "//"',
    ],
    [
      "an endpoint with a query",
      volume({ ...s3, endpoint: "https://s3.example?x=1" }),
      'service.endpoint: "https://s3.example?x=1" must be a host\'s name or address',
    ],
    [
      "oss without endpoint",
      volume({ ...oss, endpoint: undefined }),
      "service.endpoint: is missing; must be a string",
    ],
    [
      "a root address without scheme",
      volume({ ...gcs, rootUrl: "www.googleapis.com" }),
      'service.rootUrl: "www.googleapis.com" must be an address',
    ],
    [
      "azure without resource id",
      volume({ ...azure, properties: undefined }),
      "service.properties: is missing; must be an object",
    ],
    [
      "a storage account in capitals",
      volume({ ...azure, storageAccount: "LabAccount" }),
      'service.storageAccount: "LabAccount" must have 3 to 24 lower-case letters or digits',
    ],
    [
      "an azure property with s3",
      volume({ ...s3, container: "c" }),
      'service.container: belongs to type "azure", not to type "s3". Allowed: type, bucket, prefix, endpoint, credentials, properties',
    ],
    [
      "an s3, gcs and oss property with azure",
      volume({ ...azure, bucket: "b" }),
      'service.bucket: belongs to type "s3" and type "gcs" and type "oss", not to type "azure"',
    ],
    [
      "an azure setting with s3",
      volume({ ...s3, properties: { resourceId: "r" } }),
      'service.properties.resourceId: belongs to type "azure", not to type "s3"',
    ],
    [
      "a typo",
      volume({ ...s3, bukket: "b" }),
      'service.bukket: there is no such property; did you mean "bucket"? Allowed: type, bucket, prefix',
    ],
    [
      "a KMS key without KMS",
      volume({ ...s3, properties: { sseAlgorithm: "AES256", sseAwsKmsKeyId: "k" } }),
      'service.properties.sseAwsKmsKeyId: "k" needs sseAlgorithm "aws:kms" beside it, which is "AES256"',
    ],
    [
      "a storage class, which is per export",
      volume({ ...s3, properties: { awsStorageClass: "GLACIER" } }),
      "service.properties.awsStorageClass: there is no such property. Allowed: sseAlgorithm, sseAwsKmsKeyId, awsCannedAcl",
    ],
    [
      "a permission that volumes don't have",
      volume(s3, { members: { guest: { execute: true } } }),
      "members.guest.execute: there is no such property. Allowed: type, read, copy, write, admin",
    ],
    [
      "a permission that isn't a boolean",
      volume(s3, { members: { guest: { read: "yes" } } }),
      'members.guest.read: "yes" must be true or false',
    ],
    [
      "a member's name that would change the request's URL",
      volume(s3, { members: { "lab/..": {} } }),
      'members.lab/..: "lab/.." must be a user\'s name, or "division/name" on enterprise accounts (for a team or division, set its type)',
    ],
    [
      "a member's name with a blank",
      volume(s3, { members: { "a b": {} } }),
      'members.a b: "a b" must be a user\'s name, or "division/name" on enterprise accounts (for a team or division, set its type)',
    ],
    [
      "a team's name that would change the request's URL",
      volume(s3, { members: { "..": { type: "TEAM" } } }),
      "members...: \"..\" must be the team's or division's id or name",
    ],
    [
      "an unknown type of member",
      volume(s3, { members: { guest: { type: "GROUP" } } }),
      'members.guest.type: "GROUP" must be one of: "USER", "TEAM", "DIVISION"',
    ],
    [
      "an unknown property",
      volume(s3, { descripton: "x" }),
      'descripton: there is no such property; did you mean "description"? Allowed: name, accessMode, description, service, members',
    ],
  ])("%s", (_name, inputs, text) => {
    expect(reasons(inputs)).toEqual([expect.stringContaining(text)]);
  });

  it("all missing properties at once", () => {
    expect(failures({}).map(({ property }) => property)).toEqual(["name", "accessMode", "service"]);
  });
});
