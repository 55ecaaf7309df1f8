import { beforeAll, describe, expect, it } from "vitest";
import { getFile } from "../../../provider";
import { usePlatform } from "./platform";

const sim = usePlatform();
let cram: string;
beforeAll(() => {
  sim().addVolume({ name: "archive" });
  const index = sim().addFile({ project: "lab/run7", path: "aligned/deep/a.cram.crai" });
  cram = sim().addFile({
    project: "lab/run7",
    path: "aligned/deep/a.cram",
    size: 12_000,
    tags: ["aligned"],
    metadata: { sample_id: "a" },
    origin: { task: "task-1" },
    secondaryFiles: [index],
  }).id;
  sim().addFile({
    project: "lab/run7",
    path: "moved.bam",
    storage: { volume: "lab/archive", location: "x/moved.bam" },
  });
});

describe("getFile by id", () => {
  it("returns everything known about a file, with its path below the project", async () => {
    const mark = sim().mark();
    expect(await getFile({ id: cram })).toMatchObject({
      id: cram,
      name: "a.cram",
      path: "aligned/deep/a.cram",
      type: "file",
      size: 12_000,
      project: "lab/run7",
      storage: { type: "PLATFORM", hostedOnLocations: ["aws:us-east-1"] },
      metadata: { sample_id: "a" },
      tags: ["aligned"],
      task: "task-1",
      archived: false,
      secondaryFiles: [expect.any(String)],
    });
    // The file, its two folders and the project's own.
    expect(sim().countSince(mark)).toBe(4);
  });

  it("requests each folder once per process", async () => {
    const mark = sim().mark();
    await getFile({ id: cram });
    expect(sim().countSince(mark)).toBe(1);
  });

  it("accepts a URL", async () => {
    const found = await getFile({ id: `https://cavatica.sbgenomics.com/u/lab/run7/files/${cram}/` });
    expect(found.id).toBe(cram);
  });

  it("names a file that doesn't exist, and the platform", async () => {
    await expect(getFile({ id: "0".repeat(24) })).rejects.toThrow(
      `getFile: file ${"0".repeat(24)} isn't on ${sim().url}, or the token's user can't see it: `,
    );
  });

  it("returns the part of the path that the token's user may see", async () => {
    sim().addUser({ username: "stranger" });
    const shared = sim().addFile({ project: "stranger/own", path: "ref/hg38.fa", public: true });
    expect(await getFile({ id: shared.id })).toMatchObject({ path: "hg38.fa" });
  });
});

describe("getFile by path", () => {
  it("follows the path folder by folder, with one request each", async () => {
    const mark = sim().mark();
    const found = await getFile({ project: "lab/run7", path: "aligned/deep/a.cram" });
    expect(found).toMatchObject({ id: cram, path: "aligned/deep/a.cram", size: 12_000 });
    expect(sim().countSince(mark)).toBe(3);
  });

  it("accepts a project's URL, and finds folders and aliases too", async () => {
    const project = "https://cavatica.sbgenomics.com/u/lab/run7/";
    expect(await getFile({ project, path: "aligned" })).toMatchObject({ type: "folder", path: "aligned" });
    expect(await getFile({ project, path: "moved.bam" })).toMatchObject({
      storage: { type: "VOLUME", volume: "lab/archive", location: "x/moved.bam" },
    });
  });

  it.each([
    ["aligned/deep/b.cram", 'folder "aligned/deep" has no "b.cram"'],
    ["nowhere/deep/a.cram", 'the project itself has no "nowhere"'],
    ["moved.bam/a", '"moved.bam" is a file, not a folder'],
  ])("says where the path stops: %s", async (path, why) => {
    await expect(getFile({ project: "lab/run7", path })).rejects.toThrow(
      `getFile: "${path}" in project lab/run7 isn't on ${sim().url}, or the token's user can't see it: ${why}`,
    );
  });

  it("names a project that doesn't exist", async () => {
    await expect(getFile({ project: "lab/none", path: "x" })).rejects.toThrow(
      /"x" in project lab\/none isn't on .*3002/,
    );
  });
});

describe("invalid arguments of getFile", () => {
  it.each([
    [{}, /getFile: .*must have either id, or project and path/],
    [{ id: "0".repeat(24), project: "lab/run7", path: "x" }, /must have either id, or project and path/],
    [{ project: "lab/run7" }, /must have both of project and path/],
    [
      { id: "abc" },
      /getFile: id: "abc" must be a file's id \(24 hexadecimal characters\) or its web address/,
    ],
    [{ project: "run7", path: "x" }, /project: "run7" must be a project's id "owner\/project"/],
    [{ project: "lab/run7", path: "/x" }, /path: "\/x" must not start with "\/"/],
    [{ project: "lab/run7", path: "a//x" }, /path: "a\/\/x" must not have empty parts/],
    [{ project: "lab/run7", paths: "x" }, /paths: there is no such property; did you mean "path"\?/],
    [undefined, /must be an object/],
  ])("%o: makes no requests, and names the property", async (args, text) => {
    const mark = sim().mark();
    await expect(getFile(args as never)).rejects.toThrow(text);
    expect(sim().countSince(mark)).toBe(0);
  });
});
