import { describe, expect, it } from "vitest";
import { validate } from "../../../provider/inputs/validate";
import { volumeInputs } from "../../../provider/inputs/volume";
import { azure, gcs, keys, oss, PEM, s3, SECRET, volume } from "./volumeSamples";

const failures = (inputs: object) => validate(volumeInputs, inputs);
const reasons = (inputs: object) => failures(inputs).map(({ reason }) => reason);

describe("credentials", () => {
  const both = "accessKeyId and secretAccessKey, or roleArn (optionally externalId)";
  const roleArn = "arn:aws:iam::123456789012:role/x";
  it.each([
    ["none", s3, undefined, "service.credentials: is missing; must be an object"],
    ["empty", s3, {}, `service.credentials: must have ${both}`],
    [
      "half a pair",
      s3,
      { accessKeyId: "AKIA1" },
      "service.credentials.secretAccessKey: is missing; must be a string",
    ],
    [
      "an empty secret",
      s3,
      { accessKeyId: "AKIA1", secretAccessKey: "" },
      "service.credentials.secretAccessKey: (not shown) must not be empty",
    ],
    [
      "two kinds of credentials",
      s3,
      { ...keys, roleArn },
      `service.credentials.roleArn: can't be combined with the rest; give either ${both}`,
    ],
    [
      "a role's name",
      s3,
      { roleArn: SECRET },
      "service.credentials.roleArn: (not shown) must look like arn:aws:iam::123456789012:role/name",
    ],
    [
      "credentials of another type",
      s3,
      gcs.credentials,
      `service.credentials: has clientEmail, privateKey; must have ${both}`,
    ],
    [
      "a credential of another type",
      oss,
      { ...keys, roleArn },
      'service.credentials.roleArn: belongs to type "s3", not to type "oss"',
    ],
    ["something other than an object", s3, SECRET, "service.credentials: (not shown) must be an object"],
    [
      "a key's fingerprint",
      gcs,
      { clientEmail: "a@b", privateKey: SECRET },
      "service.credentials.privateKey: (not shown) must be the whole PEM text",
    ],
    [
      "a key without its line breaks",
      gcs,
      { clientEmail: "a@b", privateKey: PEM.replaceAll("\n", "\\n") },
      "(a key copied from a JSON file has \\n in their place)",
    ],
    [
      "an invalid e-mail address",
      gcs,
      { clientEmail: SECRET, privateKey: PEM },
      "service.credentials.clientEmail: (not shown) must be the service account's address",
    ],
    [
      "a file name",
      gcs,
      { configuration: `${SECRET}.json` },
      "service.credentials.configuration: (not shown) must be the external account's JSON file as one string",
    ],
    [
      "azure credentials without the secret",
      azure,
      { tenantId: "t", clientId: "c" },
      "service.credentials.clientSecret: is missing; must be a string",
    ],
  ])("%s", (_name, service, credentials, text) => {
    const said = reasons(volume({ ...service, credentials }));
    expect(said).toEqual([expect.stringContaining(text)]);
    expect(JSON.stringify(said)).not.toContain(SECRET);
  });

  it("never appear elsewhere in messages either", () => {
    const misplaced = [SECRET, [keys], { ...s3, credentials: [keys] }, { ...s3, secretAccessKey: SECRET }];
    for (const service of misplaced) {
      expect(failures(volume(service))).toHaveLength(1);
      expect(JSON.stringify(failures(volume(service)))).not.toContain(SECRET);
    }
    expect(JSON.stringify(failures(volume(s3, { description: s3 })))).not.toContain(SECRET);
  });
});
