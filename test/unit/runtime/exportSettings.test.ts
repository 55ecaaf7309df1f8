import type { ExportProperties } from "../../../provider/model/export";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differing } from "../../../provider/runtime/fileExport/differingSettings";

const KEY = "1234abcd-12ab-34cd-56ef-1234567890ab";
const kms = (sseAwsKmsKeyId?: string | null): ExportProperties => ({
  sseAlgorithm: "aws:kms",
  ...(sseAwsKmsKeyId !== undefined && { sseAwsKmsKeyId }),
});

describe("settings are equal", () => {
  test.each<[string, ExportProperties, ExportProperties]>([
    ["defaults filled in", {}, { sseAlgorithm: "AES256", awsStorageClass: "STANDARD", awsCannedAcl: null }],
    [
      "the default requested, nothing shown by the job",
      { awsStorageClass: "STANDARD" },
      { sseAlgorithm: "AES256" },
    ],
    ["everything requested, nothing shown by the job", { ...kms(KEY), awsStorageClass: "GLACIER" }, {}],
    ["an alias and an id", kms("alias/x"), kms(KEY)],
    ["an alias and an ARN", kms("alias/x"), kms(`arn:aws:kms:us-east-1:111122223333:key/${KEY}`)],
    ["an id and its ARN", kms(KEY), kms(`arn:aws:kms:us-east-1:111122223333:key/${KEY.toUpperCase()}`)],
    ["no key requested, the store's own shown", kms(), kms(KEY)],
    ["no key on purpose, the store's own shown", kms(null), kms(KEY)],
    [
      "a key beside another algorithm",
      { sseAlgorithm: "AES256" },
      { sseAlgorithm: "AES256", sseAwsKmsKeyId: KEY },
    ],
  ])("%s", (_, asked, shown) => expect(differing(asked, shown)).toEqual([]));

  test("if requested settings and the same with defaults filled in are compared", () => {
    const settings = fc.record(
      {
        sseAlgorithm: fc.constantFrom("AES256", null),
        awsStorageClass: fc.constantFrom("STANDARD", "GLACIER"),
        awsCannedAcl: fc.constantFrom("private", "bucket-owner-full-control", null),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(settings, (asked: ExportProperties) => {
        const filledIn: ExportProperties = {
          sseAlgorithm: "AES256",
          awsStorageClass: "STANDARD",
          awsCannedAcl: null,
          ...asked,
        };
        expect(differing(asked, filledIn)).toEqual([]);
      }),
    );
  });
});

describe("a difference in settings is reported", () => {
  test.each<[string, ExportProperties, ExportProperties, string[]]>([
    ["another algorithm", kms(), { sseAlgorithm: "AES256" }, ["sseAlgorithm", '"aws:kms"', '"AES256"']],
    [
      "another class",
      { awsStorageClass: "GLACIER" },
      { awsStorageClass: "STANDARD" },
      ["awsStorageClass", '"GLACIER"', '"STANDARD"'],
    ],
    [
      "a class that is no longer requested",
      {},
      { awsStorageClass: "GLACIER" },
      ["awsStorageClass", '"STANDARD"', '"GLACIER"'],
    ],
    [
      "no encryption requested",
      { sseAlgorithm: null },
      { sseAlgorithm: "AES256" },
      ["sseAlgorithm", "null", '"AES256"'],
    ],
    [
      "an ACL that is no longer requested",
      {},
      { awsCannedAcl: "public-read" },
      ["awsCannedAcl", "null", '"public-read"'],
    ],
    ["another alias", kms("alias/x"), kms("alias/y"), ["sseAwsKmsKeyId", '"alias/x"', '"alias/y"']],
    [
      "a key that would matter only with the algorithm that the job had",
      { sseAlgorithm: "AES256", sseAwsKmsKeyId: "alias/x" },
      kms("alias/y"),
      ["sseAlgorithm", '"AES256"', '"aws:kms"'],
    ],
    [
      "a key that would matter only with the requested algorithm",
      kms("alias/x"),
      { sseAlgorithm: "AES256", sseAwsKmsKeyId: "alias/y" },
      ["sseAlgorithm", '"aws:kms"', '"AES256"'],
    ],
    [
      "another alias, with no algorithm shown",
      kms("alias/x"),
      { sseAwsKmsKeyId: "alias/y" },
      ["sseAwsKmsKeyId", '"alias/x"', '"alias/y"'],
    ],
    [
      "an alias whose name contains another's",
      kms("alias/key/x"),
      kms("alias/x"),
      ["sseAwsKmsKeyId", '"alias/key/x"', '"alias/x"'],
    ],
    [
      "an alias whose name looks like an ARN",
      kms("alias/arn:aws:kms:us-east-1:1:x"),
      kms("alias/x"),
      ["sseAwsKmsKeyId", '"alias/arn:aws:kms:us-east-1:1:x"', '"alias/x"'],
    ],
    ["a key that it didn't have", kms("alias/x"), kms(null), ["sseAwsKmsKeyId", '"alias/x"', "null"]],
  ])("%s", (_, asked, shown, difference) => expect(differing(asked, shown)).toEqual([difference]));
});
