import { describe, expect, it } from "vitest";
import { normaliseVolume, sameEndpoint } from "../../../provider/inputs/volume";
import { azure, gcs, oss, s3, UNKNOWN, volume } from "./volumeSamples";

describe("normalised inputs of a Volume", () => {
  it("omit values that have no effect", () => {
    const service = { ...s3, prefix: "", endpoint: "https://s3.amazonaws.com/", properties: {} };
    expect(normaliseVolume(volume(service, { description: "", members: {} }))).toEqual(volume(s3));
    expect(normaliseVolume(volume({ ...gcs, rootUrl: "https://www.googleapis.com" }))).toEqual(volume(gcs));
    const endpoint = "https://labaccount.blob.core.windows.net";
    expect(normaliseVolume(volume({ ...azure, endpoint }))).toEqual(volume(azure));
  });

  it("keep values that have an effect, including null among the store's properties", () => {
    const service = { ...s3, prefix: "runs/", endpoint: "s3.example", properties: { sseAlgorithm: null } };
    expect(normaliseVolume(volume(service, { description: "d" }))).toEqual(
      volume(service, { description: "d" }),
    );
    expect(normaliseVolume(volume(oss))).toEqual(volume(oss));
  });

  it("have the type in lower case, and recognise default endpoints in any case", () => {
    const service = { ...s3, type: "S3", endpoint: "https://s3.amazonaws.com" };
    expect(normaliseVolume(volume(service))).toEqual(volume(s3));
    expect(normaliseVolume(volume({ ...s3, type: UNKNOWN }))).toEqual(volume({ ...s3, type: UNKNOWN }));
  });

  it("omit the member type USER", () => {
    const members = { e: { type: "USER" }, f: { type: "TEAM", admin: true }, g: { type: UNKNOWN } };
    const read = { read: true, copy: false, write: false, admin: false };
    expect(normaliseVolume(volume(s3, { members }))["members"]).toEqual({
      e: read,
      f: { type: "TEAM", read: true, copy: true, write: true, admin: true },
      g: { type: UNKNOWN, ...read },
    });
  });

  it("state permissions in full, with all others implied by admin", () => {
    const members = { a: {}, b: { write: true, read: false }, c: { admin: true, read: null }, d: null };
    expect(normaliseVolume(volume(s3, { members }))).toMatchObject({
      members: {
        a: { read: true, copy: false, write: false, admin: false },
        b: { read: false, copy: false, write: true, admin: false },
        c: { read: true, copy: true, write: true, admin: true },
        d: null,
      },
    });
  });

  it("keep unknown values", () => {
    const inputs = volume(
      { ...s3, credentials: UNKNOWN, prefix: UNKNOWN },
      { members: UNKNOWN, description: UNKNOWN },
    );
    expect(normaliseVolume(inputs)).toEqual(inputs);
    expect(normaliseVolume(volume(UNKNOWN))).toEqual(volume(UNKNOWN));
  });

  it("compare endpoints by host", () => {
    expect(sameEndpoint("https://S3.amazonaws.com/", "s3.amazonaws.com")).toBe(true);
    expect(sameEndpoint("s3.eu-west-1.amazonaws.com", "s3.amazonaws.com")).toBe(false);
  });
});
