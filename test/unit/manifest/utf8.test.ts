import { join } from "node:path";
import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { readUtf8, whyUnread } from "../../../provider/manifest/text/utf8";
import { newFolder } from "../../support/project";

async function why(bytes: Buffer): Promise<string> {
  const path = join(await newFolder({}), "table.csv");
  await writeFile(path, bytes);
  try {
    return readUtf8(path);
  } catch (error) {
    return whyUnread(error);
  }
}

describe("a manifest's or a table's text", () => {
  it("is UTF-8, with letters of all languages", async () => {
    expect(await why(Buffer.from("café"))).toBe("café");
  });

  it.each([
    ["as older spreadsheets save it", Buffer.from("café", "latin1")],
    ["as UTF-16", Buffer.from("\ufeffcafé", "utf16le")],
    ["that is a workbook", Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff, 0xfe])],
  ])("%s is refused, since names would be wrong ones", async (_name, bytes) => {
    expect(await why(bytes)).toMatch(/^it isn't text in UTF-8; save it so/);
  });

  it("that isn't there is said to be so", () => {
    expect(whyUnread(Object.assign(new Error("ENOENT"), { code: "ENOENT" }))).toBe("there is no such file");
  });
});
