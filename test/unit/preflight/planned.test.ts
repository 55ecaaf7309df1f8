import { lineOfExport } from "../../support/lines";
import { resultLine } from "../../../provider/model/result";
import { describe, expect, it } from "vitest";
import { ANY_UNKNOWN } from "../../../provider/inputs/unknowns";
import { plannedExport, plannedItems } from "../../../provider/preflight/plan/planned";

const owner = "run7";
const FILE = "65a1f0c2e4b0a1b2c3d4e5f6";
const ITEM = { file: FILE, volume: "lab/archive", location: "run7/a.bam", overwrite: true };

describe("a FileExport in a preview", () => {
  const inputs = {
    source: { file: FILE },
    destination: { volume: "lab/archive", location: "a.bam" },
    overwrite: false,
    copyOnly: false,
  };

  it("is done if state has it COMPLETED, under way if state has it unfinished, and new otherwise", () => {
    const statusOf = (isInState: boolean, more = {}) =>
      plannedExport(owner, { isInState, values: { ...inputs, ...more } })[0]?.status;
    expect(statusOf(true, { state: "COMPLETED" })).toBe("done");
    expect(statusOf(true)).toBe("underWay");
    expect(statusOf(false)).toBe("new");
  });

  it("keeps known values beside unknown ones", () => {
    const values = {
      ...inputs,
      destination: { volume: ANY_UNKNOWN, location: "a.bam" },
      copyOnly: ANY_UNKNOWN,
    };
    expect(plannedExport(owner, { isInState: false, values })).toMatchObject([
      { file: FILE, volume: undefined, location: "a.bam", moves: undefined, overwrite: false },
    ]);
    const nothing = { source: ANY_UNKNOWN, destination: ANY_UNKNOWN, copyOnly: false };
    expect(plannedExport(owner, { isInState: false, values: nothing })).toMatchObject([
      { file: undefined, volume: undefined, location: undefined },
    ]);
  });
});

describe("a BulkFileExport in a preview", () => {
  const newOnes = (values: Record<string, unknown>) =>
    plannedItems(owner, { isInState: false, values: { copyOnly: false, ...values } });

  it("is done item by item if it is unchanged, with the sizes in state", () => {
    const line = resultLine(lineOfExport(ITEM), { job: "j", state: "COMPLETED", size: 7 });
    expect(newOnes({ jobs: [line] })).toEqual([
      { ...ITEM, owner, isItem: true, moves: true, status: "done", size: 7 },
    ]);
  });

  it("is read from the lines that check produced", () => {
    expect(newOnes({ items: [lineOfExport(ITEM)] })).toMatchObject([
      { ...ITEM, status: "new", isItem: true },
    ]);
  });

  it("is read from the program's items, with the resource's defaults, while any of them is unknown", () => {
    const items = [
      {
        source: { file: `https://cavatica.sbgenomics.com/u/lab/run7/files/${FILE}/` },
        destination: { location: "a.bam" },
      },
      {
        source: { file: ANY_UNKNOWN },
        destination: { volume: "lab/other", location: "b.bam" },
        overwrite: false,
      },
      ANY_UNKNOWN,
    ];
    expect(newOnes({ items, volume: "lab/archive", prefix: "run7/", overwrite: true })).toMatchObject([
      ITEM,
      { file: undefined, volume: "lab/other", location: "run7/b.bam", overwrite: false },
      { file: undefined, volume: undefined, location: undefined },
    ]);
  });

  it("has unknown locations if the prefix or the volume is unknown", () => {
    const items = [{ source: { file: FILE }, destination: { location: "a.bam" } }];
    expect(newOnes({ items, volume: ANY_UNKNOWN, prefix: ANY_UNKNOWN })).toMatchObject([
      { file: FILE, volume: undefined, location: undefined },
    ]);
  });

  it("counts as one unknown export if the list itself is unknown", () => {
    expect(newOnes({ items: ANY_UNKNOWN })).toMatchObject([
      { isItem: false, status: "new", file: undefined },
    ]);
  });
});
