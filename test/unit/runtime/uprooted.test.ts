import { resultLine } from "../../../provider/model/result";
import { describe, expect, it } from "vitest";
import type { PropertyMap } from "../../../provider/inputs/propertyMap";
import { bulkFileExport } from "../../../provider/runtime/bulk/bulkFileExport";
import { bulkFileImport } from "../../../provider/runtime/bulk/bulkFileImport";
import { UNKNOWN } from "../inputs/volumeSamples";

const [FILE, OTHER] = ["65a1f0c2e4b0a1b2c3d4e5f6", "75a1f0c2e4b0a1b2c3d4e5f6"];
const done = { state: "COMPLETED", job: "j", file: FILE };
const line = (file: string, place: string, state = "COMPLETED") =>
  resultLine(`${file} -> ${place}`, { ...done, state });
const item = (file: string, location: string, volume?: string) => ({
  source: { file },
  destination: { location, ...(volume !== undefined && { volume }) },
});

const ANEW = { changes: true, replaces: ["items"], deleteBeforeReplace: true };
const CHANGED = { changes: true };

describe("a bulk export of copies with an unknown volume", () => {
  const olds = { copyOnly: true, jobs: [line(FILE, "lab/out/p/a.bam")] };
  it.each<[string, PropertyMap, object]>([
    ["for all items", { items: [item(FILE, "a.bam")], prefix: "p/", volume: UNKNOWN }, ANEW],
    ["for the item itself", { items: [item(FILE, "p/a.bam", UNKNOWN)] }, ANEW],
    [
      "for the item given by a URL",
      { items: [item(`https://x.org/files/${FILE}/`, "p/a.bam", UNKNOWN)] },
      ANEW,
    ],
    [
      "for another item only",
      { items: [item(FILE, "p/a.bam", "lab/out"), item(OTHER, "b", UNKNOWN)] },
      CHANGED,
    ],
    [
      "for a second destination only",
      { items: [item(FILE, "p/a.bam", "lab/out"), item(FILE, "p/a.bam", UNKNOWN)] },
      CHANGED,
    ],
    ["and a changed location", { items: [item(FILE, "b.bam")], prefix: "p/", volume: UNKNOWN }, CHANGED],
    ["and an unknown prefix", { items: [item(FILE, "a.bam")], prefix: UNKNOWN, volume: UNKNOWN }, CHANGED],
    ["and an unknown file", { items: [item(UNKNOWN, "p/a.bam", UNKNOWN)] }, CHANGED],
    ["and items wholly unknown, as the engine passes them", { items: UNKNOWN }, ANEW],
    [
      "though the items are checked lines, as the engine passes them",
      { items: [line(FILE, "lab/out/p/a.bam")], volume: UNKNOWN },
      ANEW,
    ],
  ])("%s", (_, news, expected) => {
    expect(bulkFileExport.diff("id", olds, { ...news, copyOnly: true })).toEqual(expected);
  });

  it("has nothing to replace if nothing is done", () => {
    const failed = { ...olds, jobs: [line(FILE, "lab/out/p/a.bam", "FAILED")] };
    expect(bulkFileExport.diff("id", failed, { items: UNKNOWN, copyOnly: true })).toEqual(CHANGED);
  });
});

describe("items that a preview knows only in part", () => {
  const copied = { copyOnly: true, jobs: [line(FILE, "lab/out/a.bam")] };
  const known = item(FILE, "a.bam", "lab/out");
  const declared = (inputs: PropertyMap) => bulkFileExport.check({ copyOnly: true, ...inputs }, {}).inputs;
  it.each<[string, PropertyMap]>([
    ["all of them", { items: UNKNOWN }],
    ["one of them", { items: [known, UNKNOWN] }],
    ["a location", { items: [known, item(OTHER, UNKNOWN, "lab/out")] }],
    ["a file", { items: [known, item(UNKNOWN, "b.bam", "lab/out")] }],
    ["the volume", { items: [item(FILE, "a.bam")], volume: UNKNOWN }],
    ["an item's volume", { items: [item(FILE, "a.bam", UNKNOWN)] }],
    ["the prefix", { items: [known], prefix: UNKNOWN }],
    ["properties", { items: [known], properties: UNKNOWN }],
  ])("are an update, as the deployment will find: %s", (_, inputs) => {
    expect(bulkFileExport.diff("id", copied, declared(inputs))).toEqual(CHANGED);
  });

  it("are a replacement if a known input requires one", () => {
    const inputs = declared({ items: [known, UNKNOWN], copyOnly: false });
    expect(bulkFileExport.diff("id", copied, inputs)).toEqual({ changes: true, replaces: ["copyOnly"] });
  });

  it("are an update for imports too", () => {
    const olds = { jobs: [resultLine("lab/in/a.bam -> lab/run8/a.bam", done)] };
    const { inputs } = bulkFileImport.check(
      { items: UNKNOWN, volume: "lab/reference", project: "lab/run8" },
      {},
    );
    expect(bulkFileImport.diff("id", olds, inputs)).toEqual(CHANGED);
  });
});

describe("a bulk export that has moved its files", () => {
  const olds = { jobs: [line(FILE, "lab/out/a.bam")] };
  const diff = (news: PropertyMap) => () => bulkFileExport.diff("id", olds, news);

  it("is rejected if the program declares them on an unknown volume", () => {
    expect(diff({ items: [item(FILE, "a.bam")], volume: UNKNOWN })).toThrow(
      `file ${FILE} was moved (${FILE} -> lab/out/a.bam), now declared on a volume that doesn't exist yet`,
    );
  });

  it("isn't rejected if that can't be determined, since a volume with aliases isn't deleted anyway", () => {
    expect(diff({ items: UNKNOWN })()).toEqual(CHANGED);
    expect(diff({ items: [`${FILE} -> lab/out/a.bam`], volume: UNKNOWN })()).toEqual(CHANGED);
    expect(diff({ items: [item(FILE, "a.bam", "lab/out"), item(OTHER, "b.bam", UNKNOWN)] })()).toEqual(
      CHANGED,
    );
  });
});

describe("a bulk import with an unknown volume", () => {
  const olds = { jobs: [resultLine("lab/in/p/a.bam -> lab/run8/a.bam", done)] };
  it.each<[string, PropertyMap, object]>([
    ["for all items", { items: [{ source: { location: "a.bam" } }], prefix: "p/", volume: UNKNOWN }, ANEW],
    ["for the item itself", { items: [{ source: { location: "p/a.bam", volume: UNKNOWN } }] }, ANEW],
    [
      "for another item only",
      { items: [{ source: { location: "b.bam", volume: UNKNOWN } }], volume: "lab/in" },
      CHANGED,
    ],
    [
      "though the items are checked lines",
      { items: ["lab/in/p/a.bam -> lab/run8/a.bam"], volume: UNKNOWN },
      ANEW,
    ],
    ["for no item, as all items are unknown", { items: UNKNOWN, volume: "lab/in" }, ANEW],
    [
      "that is known, beside an unknown project",
      { items: [{ source: { location: "p/a.bam" } }], volume: "lab/in", project: UNKNOWN },
      CHANGED,
    ],
  ])("%s", (_, news, expected) => {
    expect(bulkFileImport.diff("id", olds, news)).toEqual(expected);
  });
});
