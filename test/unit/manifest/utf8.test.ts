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
    [
      "as older spreadsheets save it",
      Buffer.from("ab\ncafé;x", "latin1"),
      "this isn't UTF-8 text (line 2, character 4)",
    ],
    ["as UTF-16", Buffer.from("\ufeffcafé", "utf16le"), "it is text in UTF-16, not UTF-8 text"],
    ["as UTF-16 without a mark", Buffer.from("file", "utf16le"), "it is UTF-16 or binary"],
    ["that is a workbook", Buffer.from("PK\u0003\u0004…"), "it is a workbook (.xlsx, .ods)"],
    [
      "that is an old workbook",
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]),
      "it is a workbook of an old Excel",
    ],
    ["that is compressed", Buffer.from([0x1f, 0x8b, 8, 0]), "it is compressed (gzip)"],
  ])("%s is refused, since names would be wrong ones", async (_name, bytes, expected) => {
    const said = await why(bytes);
    expect(said).toContain(expected);
    expect(said).toMatch(/; save it as UTF-8 \(in a spreadsheet: “CSV UTF-8”\)$/);
  });

  it("that isn't there is said to be so", () => {
    expect(whyUnread(Object.assign(new Error("ENOENT"), { code: "ENOENT" }))).toBe("there is no such file");
  });
});
