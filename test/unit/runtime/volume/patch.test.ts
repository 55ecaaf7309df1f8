import { describe, expect, it } from "vitest";
import { isEmpty, patchBetween, patchFromShown } from "../../../../provider/runtime/volume/patch";
import { keys } from "../../inputs/volumeSamples";
import { declared, shown } from "./pure";

const onAzure = (clientSecret: string, more: object = {}) => ({
  type: "azure",
  credentials: { tenantId: "t", clientId: "c", clientSecret, ...more },
});
const others = { accessKeyId: "AKIA2", secretAccessKey: "another" };

describe("the difference between two declarations", () => {
  it.each([
    ["none", {}, {}, {}],
    ["mode", {}, { accessMode: "RO" as const }, { accessMode: "RO" }],
    ["text", { description: "a" }, { description: "b" }, { description: "b" }],
    ["a removed description", { description: "a" }, {}, { description: "" }],
  ])("%s", (_name, before, after, patch) => {
    expect(patchBetween(declared(before), declared(after))).toEqual(patch);
  });

  it.each([
    ["credentials are sent completely", {}, { credentials: others }, { credentials: others }],
    [
      "even if half of them is the same",
      {},
      { credentials: { ...keys, secretAccessKey: "x" } },
      { credentials: { ...keys, secretAccessKey: "x" } },
    ],
    ["the bucket", {}, { bucket: "other" }, { bucket: "other" }],
    ["the prefix", { prefix: "a/" }, { prefix: "b/" }, { prefix: "b/" }],
    ["a removed prefix", { prefix: "a/" }, {}, { prefix: "" }],
    ["the endpoint", {}, { endpoint: "s3.example" }, { endpoint: "s3.example" }],
    ["the default endpoint again", { endpoint: "s3.example" }, {}, { endpoint: "s3.amazonaws.com" }],
    [
      "Google's URL, and back to the default",
      { type: "gcs", rootUrl: "https://store.example" },
      { type: "gcs" },
      { rootUrl: "https://www.googleapis.com" },
    ],
    [
      "Azure's default endpoint again",
      { type: "azure", storageAccount: "lab", endpoint: "lab.blob.example" },
      { type: "azure", storageAccount: "lab" },
      { endpoint: "https://lab.blob.core.windows.net" },
    ],
    ["Azure's new secret, alone", onAzure("a"), onAzure("b"), { credentials: { clientSecret: "b" } }],
    [
      "a property",
      { properties: { sseAlgorithm: "AES256" } },
      { properties: { sseAlgorithm: null } },
      { properties: { sseAlgorithm: null } },
    ],
    [
      "only the properties that differ",
      { properties: { sseAlgorithm: "aws:kms", awsCannedAcl: "private" } },
      { properties: { sseAlgorithm: "aws:kms", awsCannedAcl: null } },
      { properties: { awsCannedAcl: null } },
    ],
    [
      "a property no longer declared, back to its default",
      { properties: { sseAlgorithm: "aws:kms", sseAwsKmsKeyId: "k" } },
      {},
      { properties: { sseAlgorithm: "AES256", sseAwsKmsKeyId: null } },
    ],
  ])("covers the service: %s", (_name, before, after, service) => {
    expect(patchBetween(declared({}, before), declared({}, after))).toEqual({ service });
  });

  it.each(["tenantId", "clientId"])("is rejected if Azure's %s differs", (member) => {
    const [before, after] = [declared({}, onAzure("a")), declared({}, onAzure("b", { [member]: "x" }))];
    expect(() => patchBetween(before, after)).toThrow(
      new RegExp(
        `^service\\.credentials\\.${member}: for an existing Azure volume the platform accepts only a new clientSecret`,
      ),
    );
    const volume = shown({}, { type: "azure", credentials: { tenant_id: "t", client_id: "c" } });
    expect(() => patchFromShown(volume, after)).toThrow(/only a new clientSecret/);
  });

  it("isn't empty if anything differs", () => {
    expect(isEmpty(patchBetween(declared(), declared({ description: "a" })))).toBe(false);
  });

  it("is empty if a default was spelled out", () => {
    const spelt = declared({}, { properties: { sseAlgorithm: "AES256", awsCannedAcl: null } });
    expect(isEmpty(patchBetween(spelt, declared()))).toBe(true);
  });
});

describe("the difference from what the platform shows", () => {
  it("always contains the credentials, of which half isn't shown", () => {
    expect(patchFromShown(shown(), declared())).toEqual({ service: { credentials: keys } });
  });

  it("contains the location if another one is shown, and on Azure only the secret", () => {
    const volume = shown({}, { bucket: "theirs", prefix: "p/", endpoint: "s3.example" });
    expect(patchFromShown(volume, declared())).toEqual({
      service: { bucket: "lab-archive", prefix: "", endpoint: "s3.amazonaws.com", credentials: keys },
    });
    for (const credentials of [{ tenant_id: "t", client_id: "****" }, {}, undefined])
      expect(
        patchFromShown(shown({}, { type: "azure", endpoint: "", credentials }), declared({}, onAzure("b"))),
      ).toEqual({ service: { credentials: { clientSecret: "b" } } });
  });

  it("doesn't contain a description that is the same", () => {
    const patch = patchFromShown(shown({ description: "ours" }), declared({ description: "ours" }));
    expect(patch).toEqual({ service: { credentials: keys } });
  });

  it("contains what is declared and shown otherwise, and leaves the rest alone", () => {
    const volume = shown(
      { accessMode: "RO", description: "theirs" },
      { properties: { sse_algorithm: "aws:kms", aws_canned_acl: "private" } },
    );
    expect(patchFromShown(volume, declared())).toEqual({ accessMode: "RW", service: { credentials: keys } });
    const wanted = declared(
      { description: "ours" },
      { properties: { sseAlgorithm: null, awsCannedAcl: "private", sseAwsKmsKeyId: null } },
    );
    expect(patchFromShown(volume, wanted)).toEqual({
      accessMode: "RW",
      description: "ours",
      service: { credentials: keys, properties: { sseAlgorithm: null } },
    });
  });
});
