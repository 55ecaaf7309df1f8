import { beforeAll, describe, expect, it } from "vitest";
import { getExport, getVolume } from "../../../provider";
import { usePlatform } from "./platform";

const sim = usePlatform({ jobSeconds: 0 });
beforeAll(() => {
  sim().addVolume({ name: "archive", bucket: "lab-archive", prefix: "exports/" });
  sim().addVolume({ name: "twin_a", bucket: "lab-shared" });
  sim().addVolume({ name: "twin_b", bucket: "lab-shared", prefix: "b/", accessMode: "RO" });
  sim().addVolume({ name: "cloud", bucket: "lab-container", type: "azure", accessMode: "RO" });
});

describe("getVolume", () => {
  it("finds a volume by its ID, and returns no credentials", async () => {
    const mark = sim().mark();
    const found = await getVolume({ id: "lab/archive" });
    expect(found).toMatchObject({
      id: "lab/archive",
      name: "archive",
      accessMode: "RW",
      active: true,
      type: "s3",
      bucket: "lab-archive",
      prefix: "exports/",
    });
    expect(JSON.stringify(found)).not.toMatch(/credential|AKIA/i);
    expect(sim().countSince(mark)).toBe(1);
  });

  it("finds a volume by its bucket or container", async () => {
    expect(await getVolume({ bucket: "lab-archive" })).toMatchObject({ id: "lab/archive" });
    expect(await getVolume({ bucket: "lab-container" })).toMatchObject({ id: "lab/cloud", type: "azure" });
  });

  it("finds a volume beyond the first page", async () => {
    sim().addUser({ username: "many" });
    for (let i = 0; i < 230; i++) sim().addVolume({ name: `v_${i}`, bucket: `bucket-${i}` });
    expect(await getVolume({ bucket: "bucket-229" })).toMatchObject({ id: "lab/v_229" });
  });

  it.each([
    [{ id: "lab/none" }, /getVolume: volume lab\/none isn't on http.*9007/],
    [{ bucket: "none" }, /getVolume: a volume of bucket "none" isn't on http.*none of the \d+ volumes/],
    [
      { bucket: "lab-shared" },
      /2 volumes mount it: lab\/twin_a \(prefix ""\), lab\/twin_b \(prefix "b\/"\)\. Give the id/,
    ],
    [{}, /getVolume: .*must have exactly one of id and bucket/],
    [{ id: "archive" }, /getVolume: id: "archive" must be a volume's id "owner\/name"/],
    [{ bucket: "" }, /getVolume: bucket: "" must not be empty/],
  ])("explains what is wrong: %o", async (args, text) => {
    await expect(getVolume(args)).rejects.toThrow(text);
  });
});

describe("getExport", () => {
  async function start(file: string, location: string): Promise<string> {
    const answer = await fetch(`${sim().url}/storage/exports`, {
      method: "POST",
      headers: { "X-SBG-Auth-Token": sim().token, "Content-Type": "application/json" },
      body: JSON.stringify({ source: { file }, destination: { volume: "lab/archive", location } }),
    });
    return ((await answer.json()) as { id: string }).id;
  }

  it("finds a job in any state", async () => {
    const { id: file } = sim().addFile({ project: "lab/run7", path: "a.bam" });
    const id = await start(file, "a.bam");
    expect(await getExport({ id })).toMatchObject({
      id,
      state: "COMPLETED",
      source: { file },
      destination: { volume: "lab/archive", location: "a.bam" },
      overwrite: false,
      result: { id: file, name: "a.bam", project: "lab/run7" },
    });
  });

  it("returns the error of a failed job", async () => {
    const { id: file } = sim().addFile({ project: "lab/run7", path: "b.bam" });
    sim().failFile(file, { code: 9103 });
    const found = await getExport({ id: await start(file, "b.bam") });
    expect(found).toMatchObject({ state: "FAILED", error: { code: 9103, status: 403 } });
  });

  it.each([
    [{ id: "0".repeat(32) }, /getExport: export job 0{32} isn't on http.*9008/],
    [{ id: "a b" }, /getExport: id: "a b" must be an export job's id/],
    [{}, /getExport: id: is missing; must be a string/],
  ])("explains what is wrong: %o", async (args, text) => {
    await expect(getExport(args as never)).rejects.toThrow(text);
  });
});
