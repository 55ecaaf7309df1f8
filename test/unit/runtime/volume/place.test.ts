import { describe, expect, it } from "vitest";
import { isSamePlace, placeDifference, placeText } from "../../../../provider/runtime/volume/place";
import { declared, shown } from "./pure";

describe("a volume's location in its store", () => {
  it.each([
    ["as shown", {}, {}],
    ["a prefix with other slashes", { prefix: "a/b" }, { prefix: "//a/b//" }],
    ["an endpoint shown as something else than text", {}, { endpoint: 7 }],
    ["a bucket shown as null", {}, { bucket: null }],
    ["the default endpoint, with its scheme", {}, { endpoint: "https://s3.amazonaws.com/" }],
    ["an endpoint shown as empty", {}, { endpoint: "" }],
    [
      "members that aren't shown",
      { prefix: "runs/", endpoint: "s3.example" },
      { prefix: undefined, endpoint: null, bucket: undefined },
    ],
    ["a type that isn't shown", {}, { type: "" }],
    ["a member of another type", {}, { container: "c" }],
    ["a Google root URL on S3", {}, { root_url: "https://store.example" }],
    [
      "an undeclared endpoint on a store without a default",
      { type: "oss" },
      { type: "oss", endpoint: "oss.example" },
    ],
  ])("is the same: %s", (_name, service, platform) => {
    const volume = shown({}, platform);
    expect(placeDifference(declared({}, service), volume)).toEqual({});
    expect(isSamePlace(declared({}, service), volume)).toBe(true);
  });

  it.each([
    ["bucket", {}, { bucket: "lab-other" }],
    ["prefix", { prefix: "runs/" }, { prefix: "" }],
    ["prefix", { prefix: "a/b" }, { prefix: "ab" }],
    ["endpoint", { endpoint: "s3.example" }, {}],
    ["type", {}, { type: "oss" }],
    ["container", { type: "azure", container: "a" }, { type: "azure", container: "b", endpoint: "" }],
    ["storageAccount", { storageAccount: "one" }, { storage_account: "two" }],
    ["rootUrl", { type: "gcs" }, { type: "gcs", root_url: "https://store.example", endpoint: "x" }],
  ])("differs: %s", (member, service, platform) => {
    const volume = shown({}, platform);
    expect(Object.keys(placeDifference(declared({}, service), volume))).toEqual([member]);
    expect(isSamePlace(declared({}, service), volume)).toBe(false);
  });

  it("is described in words", () => {
    expect(placeText(declared().service)).toBe("s3 bucket lab-archive");
    expect(placeText(declared({}, { prefix: "runs/" }).service)).toBe("s3 bucket lab-archive below runs/");
    const azure = { type: "azure", container: "out", storageAccount: "lab" };
    expect(placeText(azure)).toBe("azure container out of lab");
  });
});
