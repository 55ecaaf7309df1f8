import { describe, expect, it } from "vitest";
import type { PropertyMap } from "../../../../provider/inputs/propertyMap";
import { driftedInputs, shownInputs } from "../../../../provider/runtime/volume/drift";
import { keys } from "../../inputs/volumeSamples";
import { declared, rights, shown } from "./pure";

const props = (...args: Parameters<typeof declared>) =>
  ({ ...declared(...args), __urn: "urn" }) as unknown as PropertyMap;

describe("inputs derived from the platform's volume", () => {
  it.each([
    ["required inputs only", {}, {}],
    [
      "all inputs",
      { description: "d", members: { guest: rights("read") } },
      { prefix: "runs", properties: { sseAlgorithm: "AES256", awsCannedAcl: null } },
    ],
  ])("equal the declared ones if nothing was changed: %s", (_name, more, service) => {
    const inputs = props(more, service);
    const guest = { username: "guest", type: "USER", permissions: rights("read") };
    const volume = shown({ description: "d" }, { prefix: "prefix" in service ? "runs/" : "" });
    expect(driftedInputs(inputs, volume, [guest])).toEqual(inputs);
  });

  it.each([
    ["the mode", shown({ accessMode: "RO" }), { accessMode: "RO" }],
    ["the bucket", shown({}, { bucket: "other" }), { service: { bucket: "other", credentials: keys } }],
    [
      "the key's name",
      shown({}, { credentials: { access_key_id: "AKIA9" } }),
      { service: { credentials: { ...keys, accessKeyId: "AKIA9" } } },
    ],
  ])("show the change: %s", (_name, volume, change) => {
    expect(driftedInputs(props(), volume, [])).toMatchObject(change);
  });

  it("ignore a masked, empty or missing half of the credentials, and one that isn't text", () => {
    const odd = [{ access_key_id: "AKIA****" }, { access_key_id: "" }, { access_key_id: 7 }, {}, undefined];
    for (const credentials of odd)
      expect(driftedInputs(props(), shown({}, { credentials }), [])).toEqual(props());
  });

  it("compare only what was declared", () => {
    const volume = shown({ description: "theirs" }, { properties: { aws_canned_acl: "private" } });
    expect(driftedInputs(props(), volume, [])).toEqual(props());
    const inputs = props({ description: "ours" }, { properties: { awsCannedAcl: null } });
    expect(driftedInputs(inputs, volume, [])).toMatchObject({
      description: "theirs",
      service: { properties: { awsCannedAcl: "private" } },
    });
  });
});

it("a looked-up volume shows everything that the platform returns", () => {
  expect(shownInputs(shown({ description: "d" }))).toEqual({
    name: "archive",
    accessMode: "RW",
    description: "d",
    service: expect.objectContaining({
      type: "s3",
      bucket: "lab-archive",
      credentials: { accessKeyId: keys.accessKeyId },
      properties: { sseAlgorithm: "AES256" },
    }) as object,
  });
});
