import { beforeAll, describe, expect, it } from "vitest";
import { getFiles, type GetFilesArgs } from "../../../provider";
import { usePlatform } from "./platform";

const sim = usePlatform();
const ids: Record<string, string> = {};

function add(path: string, facts: object = {}): void {
  ids[path] = sim().addFile({ project: "lab/run7", path, ...facts }).id;
}

beforeAll(() => {
  add("aligned/a.cram.crai");
  const labels = { tags: ["aligned"], metadata: { sample_id: "a" }, origin: { task: "task-1" } };
  add("aligned/a.cram", { ...labels, secondaryFiles: [ids["aligned/a.cram.crai"]] });
  add("aligned/b.bam", { tags: ["aligned"], metadata: { sample_id: "b" } });
  add("aligned/b.bai");
  add("aligned/old/c.cram", { metadata: { sample_id: "c" } });
  add("tmp/scratch.cram");
  add("empty/");
  add("report.html", { tags: ["final"] });
});

const paths = async (args: Partial<GetFilesArgs>): Promise<string[]> =>
  (await getFiles({ project: "lab/run7", ...args })).files.map(({ path }) => path);

const ALL = [
  "aligned/a.cram",
  "aligned/a.cram.crai",
  "aligned/b.bai",
  "aligned/b.bam",
  "aligned/old/c.cram",
  "report.html",
  "tmp/scratch.cram",
];

describe("getFiles", () => {
  it("returns every file in nested folders, sorted by path, and no folders", async () => {
    expect(await paths({})).toEqual(ALL);
  });

  it.each<[string, Partial<GetFilesArgs>, string[]]>([
    ["one level", { recursive: false }, ["report.html"]],
    [
      "globs",
      { include: ["**/*.cram", "*.html"] },
      ["aligned/a.cram", "aligned/old/c.cram", "report.html", "tmp/scratch.cram"],
    ],
    ["exclusions", { include: ["**/*.cram"], exclude: ["tmp/**"] }, ["aligned/a.cram", "aligned/old/c.cram"]],
    ["metadata", { metadata: { sample_id: ["a", "c"] } }, ["aligned/a.cram", "aligned/old/c.cram"]],
    ["tags", { tags: ["aligned", "final"] }, ["aligned/a.cram", "aligned/b.bam", "report.html"]],
    ["a task", { task: "task-1" }, ["aligned/a.cram"]],
    [
      "all at once",
      { include: ["aligned/*"], metadata: { sample_id: "a" }, tags: ["aligned"] },
      ["aligned/a.cram"],
    ],
    ["something that doesn't exist", { include: ["**/*.none"] }, []],
    ["tags on one level", { recursive: false, tags: ["final"] }, ["report.html"]],
    ["tags that nothing on one level has", { recursive: false, metadata: { sample_id: "a" } }, []],
  ])("selects by %s", async (_what, args, expected) => {
    expect(await paths(args)).toEqual(expected);
  });

  it("includes recorded and adjacent index files, whatever tags are requested", async () => {
    const args = { tags: ["aligned"], secondaryFiles: true };
    expect(await paths(args)).toEqual(ALL.slice(0, 4));
    expect(await paths({ ...args, exclude: ["**/*.crai"] })).toEqual(["aligned/a.cram", ...ALL.slice(2, 4)]);
    expect(await paths({ ...args, include: ["aligned/*.cram"] })).toEqual(ALL.slice(0, 2));
  });

  it("finds recorded index files in folders that weren't listed", async () => {
    add("indexes/d.cram.crai");
    add("d.cram", { tags: ["far"], secondaryFiles: [ids["indexes/d.cram.crai"]] });
    const args = { include: ["*.cram"], tags: ["far"], secondaryFiles: true };
    expect(await paths(args)).toEqual(["d.cram", "indexes/d.cram.crai"]);
    sim().removeFile(ids["indexes/d.cram.crai"]!);
    sim().removeFile(ids["d.cram"]!);
  });

  it("searches below a folder only, with paths and globs relative to the project", async () => {
    const parent = sim().file(ids["aligned/old/c.cram"]!).parent!;
    const { files } = await getFiles({ parent, include: ["aligned/**/*.cram"] });
    expect(files.map(({ path }) => path)).toEqual(["aligned/old/c.cram"]);
    expect((await getFiles({ parent, include: ["*.cram"] })).files).toEqual([]);
  });

  it("lists only folders that may contain a match", async () => {
    const mark = sim().mark();
    await paths({ include: ["aligned/*.cram"], exclude: ["tmp/**"] });
    expect(sim().countSince(mark)).toBe(2);
    await paths({ include: ["*.html"] });
    expect(sim().countSince(mark)).toBe(3);
  });
});

describe("invalid arguments and missing targets of getFiles", () => {
  it.each([
    [{}, /getFiles: .*must have exactly one of project and parent/],
    [{ project: "lab/run7", parent: "0".repeat(24) }, /must have exactly one of project and parent/],
    [{ project: "lab/run7", include: [] }, /include: \[\] must not be empty; leave it out/],
    [{ project: "lab/run7", include: "**" }, /include: "\*\*" must be a list/],
    [
      { project: "lab/run7", include: ["/aligned/*"] },
      /include\.0: "\/aligned\/\*" must not start with "\/"/,
    ],
    [{ project: "lab/run7", include: ["!*.bam"] }, /include\.0: .*into exclude/],
    [{ project: "lab/run7", recursive: "yes" }, /recursive: "yes" must be true or false/],
    [{ project: "lab/run7", metadata: { sample_id: 3 } }, /metadata\.sample_id/],
    [{ project: "lab/run7", excludes: ["x"] }, /did you mean "exclude"\?/],
  ])("%o: makes no requests, and names the property", async (args, text) => {
    const mark = sim().mark();
    await expect(getFiles(args as never)).rejects.toThrow(text);
    expect(sim().countSince(mark)).toBe(0);
  });

  it.each([
    [{ project: "lab/none" }, /getFiles: project lab\/none isn't on http.*3002/],
    [{ parent: "0".repeat(24) }, /getFiles: folder 0{24} isn't on http.*5002/],
  ])("%o: names what doesn't exist, and the platform", async (args, text) => {
    await expect(getFiles(args)).rejects.toThrow(text);
  });

  it("explains that the folder is a file", async () => {
    await expect(getFiles({ parent: ids["report.html"]! })).rejects.toThrow(/getFiles: folder .*5022/);
  });
});
