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

describe("a manifest or a table", () => {
  it("is read as UTF-8, with letters of all languages", async () => {
    expect(await why(Buffer.from("café"))).toBe("café");
  });

  it.each([
    [
      "in an older spreadsheet program's encoding",
      Buffer.from("ab\ncafé;x", "latin1"),
      "this isn't UTF-8 text (line 2, character 4)",
    ],
    ["as UTF-16", Buffer.from("\ufeffcafé", "utf16le"), "it is text in UTF-16, not UTF-8 text"],
    ["UTF-16 without a byte order mark", Buffer.from("file", "utf16le"), "it is UTF-16 or binary"],
    ["a workbook", Buffer.from("PK\u0003\u0004…"), "it is a workbook (.xlsx, .ods)"],
    ["an old workbook", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), "it is a workbook of an old Excel"],
    ["compressed", Buffer.from([0x1f, 0x8b, 8, 0]), "it is compressed (gzip)"],
  ])("is rejected if it is %s, since names would be wrong", async (_name, bytes, expected) => {
    const said = await why(bytes);
    expect(said).toContain(expected);
    expect(said).toMatch(/; save it as UTF-8 \(in a spreadsheet: “CSV UTF-8”\)$/);
  });

  it("is reported if it doesn't exist", () => {
    expect(whyUnread(Object.assign(new Error("ENOENT"), { code: "ENOENT" }))).toBe("there is no such file");
  });
});
