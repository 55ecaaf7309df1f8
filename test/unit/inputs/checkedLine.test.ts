import fc from "fast-check";
import { expect, test } from "vitest";
import { checkBulkFileExport, checkedLine } from "../../../provider/inputs/bulkFileExport";

const file = "65a1f0c2e4b0a1b2c3d4e5f6";
const flag = fc.option(fc.boolean(), { nil: undefined });
const properties = fc.option(
  fc.record({ awsStorageClass: fc.constantFrom("STANDARD" as const, "GLACIER" as const, null) }),
  { nil: undefined },
);
const volume = fc.constantFrom("lab/archive", "lab/out");
const item = fc.record({
  source: fc.constantFrom({ file }, { file: `https://x.org/files/${file}/` }),
  destination: fc.record({
    location: fc.constantFrom("a.bam", "b -> c.bam", "d/é.bam"),
    volume: fc.option(volume, { nil: undefined }),
  }),
  properties,
  overwrite: flag,
});
const defaults = fc.record({
  volume,
  prefix: fc.constantFrom(undefined, "run7/"),
  properties,
  overwrite: flag,
});

test("an item passed as a line is checked to the same result as an object", () => {
  fc.assert(
    fc.property(item, defaults, (one, shared) => {
      const asObject = checkBulkFileExport({ items: [one], ...shared });
      const asLine = checkBulkFileExport({ items: [checkedLine(one, shared)], ...shared });
      expect(asObject.failures).toEqual([]);
      expect(asLine).toEqual(asObject);
    }),
    { seed: 11, numRuns: 200 },
  );
});
