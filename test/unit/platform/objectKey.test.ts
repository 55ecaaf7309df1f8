import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { objectKey, objectUri } from "../../../provider/platform/api/volumes";

describe("the key of a location", () => {
  test.each([
    [undefined, "a.bam", "a.bam"],
    ["", "a.bam", "a.bam"],
    ["input-files", "20.intervals", "input-files/20.intervals"],
    ["input-files/", "20.intervals", "input-files/20.intervals"],
    ["a/b", "c/d", "a/b/c/d"],
  ])("%j and %s: %s", (prefix, location, key) => expect(objectKey(prefix, location)).toBe(key));

  test("a prefix with and without a trailing slash is the same folder", () => {
    const part = fc.stringMatching(/^[a-z0-9_.-]{1,12}$/);
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), part, (parts, location) => {
        const prefix = parts.join("/");
        expect(objectKey(prefix, location)).toBe(objectKey(`${prefix}/`, location));
        expect(objectKey(prefix, location).split("/")).toEqual([...parts, location]);
        const [first, ...rest] = parts;
        expect(objectKey(first, [...rest, location].join("/"))).toBe(objectKey(prefix, location));
      }),
    );
  });
});

test.each([
  [{ type: "s3", bucket: "b", prefix: "runs" }, "s3://b/runs/x"],
  [{ type: "gcs", bucket: "b", prefix: "runs/" }, "gs://b/runs/x"],
  [
    { type: "azure", storage_account: "lab", container: "c", prefix: "r" },
    "https://lab.blob.core.windows.net/c/r/x",
  ],
  [{ type: "azure", storage_account: "lab", bucket: "c" }, "https://lab.blob.core.windows.net/c/x"],
])("%j: %s", (service, uri) => expect(objectUri(service, "x")).toBe(uri));
