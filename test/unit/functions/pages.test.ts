import { afterEach, describe, expect, it } from "vitest";
import { getFiles } from "../../../provider";
import { usePlatform } from "./platform";

const sim = usePlatform();
afterEach(() => sim().faults.clear());

const names = async (project: string): Promise<string[]> =>
  (await getFiles({ project })).files.map(({ name }) => name);

describe("pages of a hundred", () => {
  it.each([
    [1, 1],
    [99, 1],
    [100, 1],
    [101, 2],
    [2_500, 25],
  ])("%i files are returned completely and in order, with %i requests", async (count, requests) => {
    const project = `lab/of-${count}`;
    const added = sim().addFiles({ project, count });
    const mark = sim().mark();
    expect(await names(project)).toEqual(added.map(({ name }) => name));
    expect(sim().countSince(mark)).toBe(requests);
  });

  it("an empty list isn't an error", async () => {
    sim().addProject("lab/empty");
    expect(await names("lab/empty")).toEqual([]);
  });

  it("several folders are listed completely", async () => {
    for (const folder of ["a", "a/b", "c"])
      sim().addFiles({ project: "lab/nested", count: 150, prefix: `${folder}/file-` });
    const mark = sim().mark();
    const { files } = await getFiles({ project: "lab/nested" });
    expect(new Set(files.map(({ path }) => path)).size).toBe(450);
    // One for the project, two for each folder.
    expect(sim().countSince(mark)).toBe(7);
  });
});

describe("inconsistent pages", () => {
  const project = "lab/of-250";
  it.each([
    ["a page that links back to itself", { kind: "repeated-page" } as const, /its next page leads back/],
    ["a page that lacks an item", { kind: "missing-items", after: 1 } as const, /of 250 items came/],
  ])("throw after three attempts: %s", async (_what, fault, text) => {
    sim().addFiles({ project: `${project}-${fault.kind}`, count: 250 });
    const struck = sim().faults.add({ ...fault, path: "/files" });
    await expect(names(`${project}-${fault.kind}`)).rejects.toThrow(text);
    expect(struck.struck).toBeGreaterThan(2);
  });

  it("are read again if it happened once", async () => {
    const added = sim().addFiles({ project, count: 250 });
    sim().faults.add({ kind: "missing-items", path: "/files", times: 1 });
    expect(await names(project)).toEqual(added.map(({ name }) => name));
  });

  it("return repeated items once", async () => {
    const added = sim().addFiles({ project: "lab/repeats", count: 250 });
    // The second page is answered with the first, then with itself.
    sim().faults.add({ kind: "repeated-page", path: "/files", times: 1 });
    expect(await names("lab/repeats")).toEqual(added.map(({ name }) => name));
  });

  it("are read again if a file is added or removed meanwhile", async () => {
    const added = sim().addFiles({ project: "lab/busy", count: 250 });
    sim().faults.add({ kind: "slow", path: "/files", after: 1, times: 1, ms: 200 });
    const mark = sim().mark();
    const found = names("lab/busy");
    await expect.poll(() => sim().countSince(mark), { interval: 5 }).toBe(2);
    sim().removeFile(added[0]!.id);
    expect(await found).toEqual(added.slice(1).map(({ name }) => name));
  });
});
