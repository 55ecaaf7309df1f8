import { describe, expect, test } from "vitest";
import {
  CODES,
  knownCodes,
  publishedStatus,
  remedyFor,
  volumeInputOf,
} from "../../../provider/platform/errors/remedies";

/** The published table (docs.sevenbridges.com/reference/api-status-codes): relevant codes by status. */
const PUBLISHED: Readonly<Record<number, readonly number[]>> = {
  400: [
    ...[2105, 3004, 3005, 3006, 3007, 3011, 3012, 3013, 5004, 5005, 5006, 5007, 5012, 5015, 5017, 5018, 5019],
    ...[5020, 5021, 5022, 5023, 5024, 5025, 5027, 5029, 5031, 5033, 5035, 9011, 9012, 9013, 9014, 9015, 9016],
    ...[9017, 9018, 9019, 9021, 9022, 9023, 9024, 9025, 9028, 9029, 9030, 9031, 9034, 9072, 10101, 10102],
    ...[10105, 10110, 10227, 10228, 10229, 10230, 10231, 10232, 10233, 10234, 10235, 10236, 10246, 10248],
    ...[10276, 10277, 10278, 90000, 90011],
  ],
  401: [90001],
  403: [
    ...[2001, 3001, 4001, 4006, 5001, 5008, 5009, 5011, 5014, 5032, 9001, 9002, 9003, 9004, 9005, 9006, 9020],
    ...[9026, 9027, 9038, 9039, 9040, 9057, 9058, 9101, 9102, 9103, 9201, 9202, 9203, 9204, 9205, 9206, 9207],
    ...[9208, 9209, 10208, 10210, 10221, 10226, 13001, 90002],
  ],
  404: [
    ...[2002, 3002, 4002, 5002, 5026, 9007, 9008, 9009, 9104, 9105, 9106, 9109, 9200, 10211, 10213, 10222],
    ...[10225, 13002, 90003],
  ],
  405: [10212, 10214, 90006],
  409: [
    ...[2003, 3003, 4003, 5003, 5030, 5034, 9010, 9069, 9107, 9108, 10216, 10223, 10224, 10372, 13003, 90007],
  ],
  415: [90008],
  422: [10217, 10218],
  429: [1000, 10371],
  500: [90009],
  501: [90010],
  503: [0, 2000, 3000, 4000, 5000, 5010, 9100, 10215, 10220, 13000, 13004, 90004, 90005],
};
const BY_CODE = Object.entries(PUBLISHED).flatMap(([status, codes]) =>
  codes.map((code) => [code, Number(status)] as const),
);

test.each(BY_CODE)("code %i has its published status %i", (code, status) =>
  expect(publishedStatus(code)).toBe(status),
);

test("no other code is listed, none twice, and they are sorted", () => {
  const codes = knownCodes();
  expect(codes).toEqual(BY_CODE.map(([code]) => code).sort((a, b) => a - b));
  expect(new Set(codes).size).toBe(codes.length);
});

test.each(CODES.map((row) => [...row]))("%i (%i) %s", (_code, _status, meaning, remedy) => {
  expect(meaning).toMatch(/^[A-Z][^.]*\.$/);
  expect(remedy).toMatch(/^[A-Z].*\.$/s);
  expect(`${meaning} ${remedy}`).not.toMatch(/documentation/i);
});

describe("remedies name the input to change", () => {
  test.each([
    [1000, /1000 requests per 5 minutes/],
    [3012, /owner\/project/],
    [5002, /id of the file/],
    [5026, /destination\.parent/],
    [9001, /service\.bucket, service\.credentials/],
    [9002, /can't write.*already mounted/],
    [9006, /alias.*public.*archived/],
    [9007, /owner\/name/],
    [9012, /project \(owner\/project\)/],
    [9018, /destination\.location/],
    [9020, /write permission on the volume for exports, copy for imports/],
    [9023, /sseAlgorithm/],
    [9024, /awsStorageClass/],
    [9026, /accessMode to RW/],
    [9027, /another cloud/],
    [9028, /service\.credentials.*accessMode/],
    [9030, /at most 32 letters and digits, with single underscores/],
    [9069, /Activate/],
    [9072, /slash.*destination\.location/],
    [9101, /accessMode to RW/],
    [9103, /credentials, the bucket policy, encryption and canned ACL/],
    [9107, /overwrite: true.*can't be undone/],
    [9108, /overwrite or autorename/],
    [10222, /destination\.parent/],
    [10223, /overwrite or autorename/],
    [10225, /source\.location/],
    [10226, /source\.volume for copy permission/],
    [10371, /own limit, not the account's/],
    [90001, /SB_AUTH_TOKEN/],
  ])("for code %i", (code, words) => expect(remedyFor(code)).toMatch(words));

  test.each([
    [9010, "name"],
    [9015, "accessMode"],
    [9022, "service.properties.awsCannedAcl"],
    [9023, "service.properties.sseAlgorithm"],
    [9025, "service.credentials.privateKey"],
    [9028, "service.credentials"],
    [9029, "service.credentials"],
    [9030, "name"],
    [9031, "service.credentials"],
    [9034, "service.credentials"],
    [9038, "accessMode"],
    [9039, "accessMode"],
    [9040, "service.credentials"],
    [9057, "accessMode"],
    [9058, "accessMode"],
    [9200, "service.bucket"],
    [9201, "service.credentials.accessKeyId"],
    [9202, "service.credentials.secretAccessKey"],
    [9203, "service.credentials.roleArn"],
    [9204, "bucket policy (s3:ListBucket)"],
    [9205, "bucket policy (s3:GetObject)"],
    [9206, "bucket policy (s3:PutObject, s3:PutObjectAcl)"],
    [9207, "bucket policy (s3:GetObjectAcl)"],
    [9209, "accessMode, service.bucket"],
    [9007, undefined],
    [4711, undefined],
    [undefined, undefined],
  ])("for a volume's code %s: %s", (code, input) => expect(volumeInputOf(code)).toBe(input));

  test.each([
    ...[9200, 9201, 9202, 9203, 9204, 9205, 9206, 9207, 9208, 9209, 9069],
    ...[9012, 9028, 9030, 9038, 9039, 9040],
  ])("with a more specific remedy than the status for code %i", (code) => {
    expect(remedyFor(code)).not.toBe(remedyFor(undefined, publishedStatus(code)));
  });
});

describe("the remedy of 9006", () => {
  test("is another one for an import, since the platform documents the code for exports only", () => {
    expect(remedyFor(9006, 403, "import")).toMatch(/for exports only.*source\.location/);
    for (const work of [undefined, "export"] as const)
      expect(remedyFor(9006, 403, work)).toMatch(/stored on the platform can be exported/);
  });

  test("is the only one that differs", () => {
    const differs = knownCodes().filter((code) => remedyFor(code, 403, "import") !== remedyFor(code, 403));
    expect(differs).toEqual([9006]);
  });
});

describe("an unknown code's remedy depends on the status", () => {
  test.each([
    [400, /Check each property/],
    [401, /token .* expired/],
    [403, /user isn't allowed/],
    [404, /Check the id/],
    [405, /endpoint/],
    [409, /Run again/],
    [415, /endpoint/],
    [422, /Check each property/],
    [429, /1000 requests/],
    [500, /request id/],
    [501, /endpoint/],
    [502, /down/],
    [503, /down/],
    [504, /down/],
  ])("for status %i", (status, word) => {
    expect(remedyFor(4711, status)).toMatch(word);
    expect(remedyFor(undefined, status)).toBe(remedyFor(4711, status));
  });

  test.each([undefined, 200, 302, 418, 8000])("and is missing rather than wrong for status %s", (status) => {
    expect(remedyFor(4711, status)).toBeUndefined();
    expect(remedyFor(undefined, status)).toBeUndefined();
  });

  test("but a known code takes precedence over the status", () => {
    expect(remedyFor(9107, 404)).toBe(remedyFor(9107));
    expect(remedyFor(0, 404)).toMatch(/maintenance/);
  });
});
