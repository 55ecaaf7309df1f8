import { describe, expect, test } from "vitest";
import { failed, lineOf } from "../../../provider/cli/doctor/check";
import { tableFormat, yamlFormat } from "../../../provider/cli/list/formats";
import { PlatformError } from "../../../provider/platform/errors/errors";
import { printable } from "../../../provider/platform/errors/shownText";
import { toProvider } from "../../../provider/runtime/boundary";
import { rpcError } from "../../../provider/plugin/errors";
import { fileExport } from "../../../provider/runtime/fileExport/fileExport";
import { complaintsAbout, file } from "../manifest/support";

/** Clears the screen, sets the window's title, turns the direction of writing. */
const NASTY = "a\u001b[2J\u001b]0;title\u0007\u009b31m\u202egpj.exe";
const ACTING = /(?![\n\t])[\p{Cc}\p{Cf}]/u;

describe("names with escape codes act on no terminal", () => {
  test("in the errors of a provider, single or bulk", async () => {
    const provider = toProvider({
      ...fileExport,
      create: () => Promise.reject(new Error(`export to ${NASTY} failed`)),
    });
    const error: unknown = await provider.create({}).catch((thrown: unknown) => thrown);
    expect((error as Error).message).toMatch(/^export to a�\[2J.* failed$/);
    expect((error as Error).message).not.toMatch(ACTING);
  });

  test("in the errors of the plugin", () => {
    expect(rpcError(new Error(NASTY), "FileExport", {}).message).not.toMatch(ACTING);
  });

  test("in a platform's response, its headers and its request", () => {
    const { message } = new PlatformError({
      failure: "refused",
      call: `GET /files/${NASTY}`,
      message: NASTY,
      requestId: NASTY,
    });
    expect(message).not.toMatch(ACTING);
  });

  test("in what is wrong with a manifest or a table, line by line", () => {
    const inYaml = complaintsAbout(
      `exports:\n  "${JSON.stringify(NASTY).slice(1, -1)}": { x: 1 }\n# ${NASTY}\n`,
    );
    const tables = { "t.csv": `file,location\n${NASTY},a\n${file(1)},${NASTY},x\n` };
    const inTable = complaintsAbout("bulkExports: { a: { volume: lab/a, itemsFrom: t.csv } }", { tables });
    for (const text of [inYaml, inTable]) {
      expect(text).toContain("gpj.exe");
      expect(text).not.toMatch(ACTING);
    }
  });

  test("in the doctor's lines, and in what `list` writes", () => {
    expect(lineOf(failed("Volume", NASTY, NASTY))).not.toMatch(ACTING);
    const listed = { id: file(1), name: NASTY, metadata: { note: NASTY }, size: 1 } as never;
    const row = { file: listed, path: NASTY };
    expect(tableFormat("\t", ["note"]).line({ ...row, state: "exportable" })).not.toMatch(
      /(?![\n\t])\p{Cc}/u,
    );
    expect(yamlFormat().line({ ...row, state: "archived" })).not.toMatch(ACTING);
    expect(yamlFormat().line({ ...row, state: "exportable" })).not.toMatch(/(?![\n\t])\p{Cc}/u);
  });

  test("but line breaks, tabs and letters of every language stay", () => {
    expect(printable("a\n\tß 漢字 é 🧬")).toBe("a\n\tß 漢字 é 🧬");
  });
});
