import { afterEach, describe, expect, it } from "vitest";
import { toHtml } from "../../provider/report/html/page";
import { reportOf } from "../../provider/report/report";
import { parseState } from "../../provider/report/state";
import { type Look, openPage, type Opened } from "../support/browser";
import { countWithout, faintTexts, overflow, readyAfter, unfold } from "../support/inPage.mjs";
import { HOSTILE, sampleState } from "../support/sampleState";

const PHONE = { width: 390 };
const DESK = { width: 1280 };

const open = async (count: number, look: Look): Promise<Opened> => {
  opened = await openPage(toHtml(reportOf(parseState(sampleState(count), "state"))), look);
  return opened;
};
let opened: Opened | undefined;
afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

describe("the report's page", () => {
  it.each([
    ["phone-light", PHONE],
    ["phone-dark", { ...PHONE, colorScheme: "dark" as const }],
    ["desk-light", DESK],
  ])("%s: loads no other resource, fits the viewport and is readable", async (name, look) => {
    const report = await open(60, look);
    await report.screenshot(`report-${name}`);
    expect(await report.page.evaluate(overflow)).toBe(0);
    await report.page.evaluate(unfold);
    expect(await report.page.evaluate(overflow)).toBe(0);
    expect(await report.page.evaluate(faintTexts, 4.5)).toEqual([]);
    expect(report.requests).toEqual([report.url]);
    expect(report.complaints).toEqual([]);
  });

  it("shows failures first, with what to do about them in words", async () => {
    const { page } = await open(60, PHONE);
    expect(await page.locator("h2").allInnerTexts()).toEqual([
      "Failed (2)",
      "Not finished (3)",
      "Runs",
      "Done (60)",
      "What this report can’t know",
    ]);
    const first = page.locator("article").first();
    expect(await first.innerText()).toMatch(
      /404 \(code 9009\)[^]*What to do: Check the id of the file[^]*sample-00017.cram[^]*FAILED/,
    );
  });

  it("shows file names as plain text", async () => {
    const report = await open(1, DESK);
    await report.page.evaluate(unfold);
    const cell = report.page.locator("th b", { hasText: "=cmd" });
    expect(await cell.innerText()).toContain(HOSTILE.split("\u202e")[0]);
    expect(await report.page.locator("img, script, a").count()).toBe(0);
    expect(report.complaints).toEqual([]);
  });

  it("has headings, captions and descriptions for screen readers", async () => {
    const { page } = await open(60, PHONE);
    const without = (elements: string, wanted: string) => page.evaluate(countWithout, [elements, wanted]);
    expect(await page.locator("svg[role=img]").count()).toBeGreaterThan(2);
    expect(await without("table", ":has(th[scope=col])")).toBe(0);
    expect(await without("table.files", ":has(caption)")).toBe(0);
    expect(await without("tbody tr", ":has(th[scope=row])")).toBe(0);
    expect(await without("svg", "[role=img][aria-label], [aria-hidden=true]")).toBe(0);
    expect(await page.locator("html[lang=en]").count()).toBe(1);
  });

  it("opens at once with 10 000 files, and so does a collapsed section", async () => {
    const report = await open(10_000, PHONE);
    const { page } = report;
    // Measured: 0.5 s on an idle core; the rest is for a busy machine.
    expect(await page.evaluate(readyAfter)).toBeLessThan(8_000);
    await page.locator("summary", { hasText: "501–1000" }).first().click();
    expect(await page.locator("details[open] table.files tbody tr").count()).toBeGreaterThanOrEqual(500);
    expect(await report.page.evaluate(overflow)).toBe(0);
  });
});
