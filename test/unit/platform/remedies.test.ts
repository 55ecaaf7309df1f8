import { describe, expect, test } from "vitest";
import { knownCodes, REMEDIES, remedyFor } from "../../../provider/platform/remedies";

/** Every code of the platform's page "API status codes" but those of uploads, and a word that advice for it must have. */
const CODES: ReadonlyArray<readonly [codes: readonly number[], word: RegExp]> = [
  [[0], /maintenance; wait/],
  [[1000], /1000 requests per 5 minutes/],
  [[2000, 3000, 4000, 5000, 5010, 9000, 9100, 13000, 90005], /service .* down; run again/],
  [[2001, 3001, 4001, 13001], /right/],
  [[2002, 3002, 4002, 13002], /spelling/],
  [[2003, 3003, 4003, 13003], /another name/],
  [[2105], /division/],
  [[3006, 3012, 5005], /owner\/project/],
  [[3013], /permissions/],
  [[5001, 5014, 5032, 9004], /right to (this|the) file/],
  [[5002, 9009, 9106], /check the id/],
  [[5026], /destination folder/],
  [[5003, 5030], /another name, or allow overwrite/],
  [[5004], /24 hexadecimal/],
  [[5006, 5009], /metadata/],
  [[5007], /copy failed/],
  [[5008, 5011], /names and tags/i],
  [[5012, 5022, 5024, 5029, 5031, 5033, 5035], /exactly one of project and parent/],
  [[5015, 5017, 5018, 5019, 5020, 5023, 5025, 5027], /folder/],
  [[5021], /isn't empty/],
  [[5034], /inactive/],
  [[9001], /can't read the bucket/],
  [[9002], /can't write to the bucket/],
  [[9003, 9102], /right to the project/],
  [[9005], /somebody else/],
  [[9006], /alias.*public.*archived/],
  [[9007, 9104], /owner\/name/],
  [[9008], /job/],
  [[9010], /name exists/],
  [[9011, 90000, 90009], /check each property/],
  [[9012], /project or member/],
  [[9013, 9014, 9030], /3 to 32/],
  [[9015], /accessMode/],
  [[9016, 9017, 9019], /service/],
  [[9018], /destination\.location/],
  [[9020], /write permission on the volume/],
  [[9021], /ISO 8601/],
  [[9022], /awsCannedAcl/],
  [[9023, 9032], /sseAlgorithm/],
  [[9024], /awsStorageClass/],
  [[9025], /private key/],
  [[9026, 9101], /accessMode to RW/],
  [[9027, 9028], /another cloud/],
  [[9057, 9058], /read-only/],
  [[9103], /bucket refused/],
  [[9105, 9109], /no such object/],
  [[9107], /overwrite: true.*can't be undone/],
  [[9108], /autorename/],
  [[13004], /change; run again/],
  [[90007], /stands against it/],
  [[90001], /token .* expired/],
  [[90002], /no right/],
  [[90003], /endpoint/],
  [[90004], /request id/],
  [[90006, 90008, 90010], /endpoint/],
];
const FLAT = CODES.flatMap(([codes, word]) => codes.map((code) => [code, word] as const));

test.each(FLAT)("code %i has advice that fits", (code, word) => expect(remedyFor(code)).toMatch(word));

test("no code has two, and none is unknown to this table", () => {
  const all = REMEDIES.flatMap(([codes]) => codes);
  expect(new Set(all).size).toBe(all.length);
  expect(knownCodes()).toEqual(FLAT.map(([code]) => code).sort((a, b) => a - b));
});

test.each(REMEDIES.map(([codes, remedy]) => [codes.join(), remedy]))(
  "%s: one whole sentence or more",
  (_, remedy) => {
    expect(remedy).toMatch(/^[A-Za-z].*\.$/s);
    expect(remedy).not.toMatch(/documentation/i);
  },
);

describe("an unknown code goes by the status", () => {
  test.each([
    [400, /check each property/],
    [401, /token .* expired/],
    [403, /no right/],
    [404, /check the id/],
    [405, /endpoint/],
    [409, /run again/],
    [415, /endpoint/],
    [429, /1000 requests/],
    [500, /request id/],
    [501, /endpoint/],
    [502, /down/],
    [503, /down/],
    [504, /down/],
  ])("%i", (status, word) => {
    expect(remedyFor(4711, status)).toMatch(word);
    expect(remedyFor(undefined, status)).toBe(remedyFor(4711, status));
  });

  test.each([undefined, 200, 302, 418, 8000])("%s: no advice rather than a wrong one", (status) => {
    expect(remedyFor(4711, status)).toBeUndefined();
    expect(remedyFor(undefined, status)).toBeUndefined();
  });

  test("a known code goes before the status", () => {
    expect(remedyFor(9107, 404)).toBe(remedyFor(9107));
    expect(remedyFor(0, 404)).toMatch(/maintenance/);
  });
});
