import { readFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pictureOf } from "../../../scripts/lib/terminalPicture.mjs";
import { checkout } from "../../support/project";

const read = (path: string): string => readFileSync(join(checkout, path), "utf8");
const PICTURE = read("docs/images/preview-and-up.svg");
const TRANSCRIPT = read("scripts/picture/transcript.txt");

describe("the README's picture", () => {
  it("is drawn from the recorded transcript (if not: npm run picture)", () =>
    expect(PICTURE).toBe(pictureOf(TRANSCRIPT)));

  it("shows the preview's totals, and exports that were verified", () => {
    for (const words of ["Preflight of 425 exports: 424 to move (one way)", "400 COMPLETED, 400 VERIFIED"])
      expect(PICTURE).toContain(words);
  });

  it.each([
    ["the picture", PICTURE],
    ["the transcript", TRANSCRIPT],
  ])("%s contains no path of a machine, no address with a port, and nothing like a token", (_what, text) => {
    const folders = [checkout, homedir(), tmpdir(), "/home/", "/Users/"].filter((path) => path.length > 1);
    for (const folder of folders) expect(text).not.toContain(folder);
    expect(text).not.toMatch(/localhost|127\.0\.0\.1|:\d{4,5}\b/);
    expect(text).not.toMatch(/[0-9A-Za-z_-]{30,}/);
  });
});

describe("pictureOf", () => {
  it("draws colours and weight, and escapes what XML reserves", () => {
    const drawn = pictureOf("\u001b[38;5;2m\u001b[1ma<b\u001b[0m & c");
    expect(drawn).toContain('<tspan fill="#7ee787" font-weight="bold">a&lt;b</tspan> &amp; c</text>');
  });

  it("continues a long line on the next, as far indented", () => {
    const drawn = pictureOf(`    ${"word ".repeat(30)}end`);
    const lines = [...drawn.matchAll(/<text .*?>(.*)<\/text>/g)].map(([, text = ""]) => text);
    expect(lines).toHaveLength(2);
    expect(lines.every((line) => line.startsWith("    word") && line.length <= 116)).toBe(true);
  });

  it("refuses a colour that it doesn't know, instead of showing another", () =>
    expect(() => pictureOf("\u001b[38;5;99mx")).toThrow(/no colour for number 99/));
});
