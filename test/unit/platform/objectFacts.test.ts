import { expect, test } from "vitest";
import { objectFacts } from "../../../provider/platform/api/objectFacts";

const none = { size: undefined, etag: undefined, modifiedOn: undefined };

test.each<[object, object]>([
  [{}, none],
  [{ metadata: null }, none],
  [
    { metadata: { size: 5, etag: '"1"', last_modified: "2026-01-12" } },
    { size: 5, etag: '"1"', modifiedOn: "2026-01-12" },
  ],
  [{ metadata: { size: "12", updated: "2026-01-12" } }, { ...none, size: 12, modifiedOn: "2026-01-12" }],
  [{ metadata: { contentLength: 0, ETag: "x" } }, { ...none, size: 0, etag: "x" }],
  [{ metadata: { size: "", etag: 5 } }, none],
  [{ metadata: { size: -1 } }, none],
])("%j", (object, facts) => expect(objectFacts(object)).toEqual(facts));
