import { describe, expect, it } from "vitest";
import { movedMembers } from "../../../../provider/runtime/volume/moves";
import { UNKNOWN } from "../../inputs/volumeSamples";
import { declared } from "./pure";

const volume = (service: object = {}, more: object = {}) => ({ ...declared(more, service) });

describe("a volume whose keys are elsewhere from now on", () => {
  it.each([
    ["another bucket", { bucket: "other" }, ["bucket"]],
    ["another prefix", { prefix: "runs/" }, ["prefix"]],
    ["both", { bucket: "other", prefix: "runs/" }, ["bucket", "prefix"]],
  ])("is one with %s", (_what, service, members) => {
    expect(movedMembers(volume(), volume(service))).toEqual(members);
  });

  it.each([
    ["the same service", volume()],
    ["another endpoint", volume({ endpoint: "s3.example" })],
    ["a bucket that isn't known yet", volume({ bucket: UNKNOWN })],
    ["another type, so that it is replaced", volume({ type: "gcs", bucket: "other" })],
    ["another name, so that it is replaced", volume({ bucket: "other" }, { name: "second" })],
    ["a service that isn't known yet", { ...volume(), service: UNKNOWN }],
  ])("isn't one with %s", (_what, news) => {
    expect(movedMembers(volume(), news)).toEqual([]);
  });

  it("isn't one that is new", () => {
    expect(movedMembers({}, volume())).toEqual([]);
  });
});
