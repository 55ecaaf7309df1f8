import { describe, expect, it } from "vitest";
import { EXPORT_SETTINGS } from "../../../provider/model/exportSettings";
import { exportShape } from "../../../provider/inputs/fields";
import { fileExportInputs, normaliseFileExport } from "../../../provider/inputs/fileExport";
import type { PropertyMap } from "../../../provider/inputs/propertyMap";
import { validate } from "../../../provider/inputs/validate";

const FILE = "65a1f0c2e4b0a1b2c3d4e5f6";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const inputs = (more: PropertyMap = {}): PropertyMap => ({
  source: { file: FILE },
  destination: { volume: "lab/archive", location: "run7/a.cram" },
  ...more,
});
const at = (location: unknown) => ({ destination: { volume: "lab/archive", location } });

it("the list of settings matches their schema", () => {
  expect(EXPORT_SETTINGS).toEqual(Object.keys(exportShape));
});

describe("check of a FileExport", () => {
  it.each<[string, PropertyMap, string, RegExp]>([
    ["an empty file id", { source: { file: "" } }, "source.file", /"" must be a file's id \(24 hexadecimal/],
    ["a malformed file id", { source: { file: "a.cram" } }, "source.file", /"a\.cram" must be a file's id/],
    ["a missing file id", { source: {} }, "source.file", /is missing/],
    ["a location that is a folder", at("run7/"), "destination.location", /"run7\/" must not end in "\/"/],
    ["a double slash", at("run7//a"), "destination.location", /"run7\/\/a" must not contain "\/\/"/],
    ["a leading slash", at("/a"), "destination.location", /"\/a" must not start with "\/"/],
    ["more than 1024 bytes", at("ä".repeat(513)), "destination.location", /1026 bytes.*1024/],
    ["an empty location", at(""), "destination.location", /must not be empty/],
    ['a ".." part', at("a/../b"), "destination.location", /"\.\."/],
    [
      "a volume without owner",
      { destination: { volume: "archive", location: "a" } },
      "destination.volume",
      /"archive" must be.*owner\/name/,
    ],
    ["an unknown property", { copyonly: true }, "copyonly", /did you mean "copyOnly"/],
    [
      "an unknown setting",
      { properties: { sseAlgoritm: "AES256" } },
      "properties.sseAlgoritm",
      /did you mean "sseAlgorithm".*awsCannedAcl/,
    ],
    [
      "the API's spelling of a setting",
      { properties: { sse_aws_kms_key_id: "k" } },
      "properties.sse_aws_kms_key_id",
      /did you mean "sseAwsKmsKeyId"/,
    ],
    [
      "an object as an unknown setting",
      { properties: { objectLock: { mode: "GOVERNANCE" } } },
      "properties.objectLock",
      /must be/,
    ],
    [
      "a KMS key without aws:kms",
      { properties: { sseAlgorithm: "AES256", sseAwsKmsKeyId: "k" } },
      "properties.sseAwsKmsKeyId",
      /"k" needs sseAlgorithm "aws:kms"/,
    ],
    [
      "an unknown algorithm",
      { properties: { sseAlgorithm: "AES512" } },
      "properties.sseAlgorithm",
      /"AES512" must be one of: "AES256", "aws:kms"/,
    ],
    ["a string for a boolean", { overwrite: "yes" }, "overwrite", /"yes" must be true or false/],
    ["a number for a location", at(7), "destination.location", /7 must be a string/],
  ])("rejects %s, naming property, value and what is allowed", (_what, more, property, reason) => {
    const failures = validate(fileExportInputs, inputs(more));
    expect(failures).toEqual([{ property, reason: expect.stringMatching(reason) }]);
    expect(failures[0]!.reason).toContain(property);
  });

  it.each<[string, PropertyMap]>([
    ["a file", { source: { file: UNKNOWN } }],
    ["the whole source", { source: UNKNOWN }],
    ["a volume", { destination: { volume: UNKNOWN, location: "a" } }],
    ["the whole destination", { destination: UNKNOWN }],
    ["properties", { properties: UNKNOWN }],
    ["a setting", { properties: { sseAlgorithm: UNKNOWN } }],
    ["a boolean", { overwrite: UNKNOWN, copyOnly: UNKNOWN }],
  ])("accepts %s that is unknown, unchanged", (_what, more) => {
    expect(validate(fileExportInputs, inputs(more))).toEqual([]);
    expect(normaliseFileExport(inputs(more))).toMatchObject(more);
  });

  it("reduces a URL to the ID, and normalises equal inputs to equal values", () => {
    const address = `https://cavatica.sbgenomics.com/u/lab/run7/files/${FILE.toUpperCase()}/`;
    const long = inputs({ source: { file: address }, properties: {}, overwrite: null, copyOnly: null });
    expect(validate(fileExportInputs, long)).toEqual([]);
    expect(normaliseFileExport(long)).toEqual(normaliseFileExport(inputs()));
    expect(normaliseFileExport(inputs())).toMatchObject({ overwrite: false, copyOnly: false });
  });

  it.each([
    ["objectLockMode", "GOVERNANCE"],
    ["requester_pays", true],
    ["retentionDays", 30],
    ["checksumAlgorithm", null],
  ])("accepts the unknown setting %s, which the platform may support by now", (name, value) => {
    const given = inputs({ properties: { [name]: value } });
    expect(validate(fileExportInputs, given)).toEqual([]);
    expect(normaliseFileExport(given)).toMatchObject({ properties: { [name]: value } });
  });

  it("keeps null inside properties as a distinct value", () => {
    const given = inputs({ properties: { sseAlgorithm: null } });
    expect(validate(fileExportInputs, given)).toEqual([]);
    expect(normaliseFileExport(given)).toMatchObject({ properties: { sseAlgorithm: null } });
  });
});
