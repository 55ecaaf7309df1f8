// The built documentation (npm run docs) in a real browser.
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openSite, type Opened } from "../support/browser";
import { overflow } from "../support/inPage.mjs";
import { checkout } from "../support/project";
import { serveFolder, type Served } from "../support/serveFolder";

const PHONE = { width: 390 };
const SITE = join(checkout, "site/dist");

let server: Served;
let opened: Opened | undefined;
beforeAll(async () => {
  server = await serveFolder(SITE);
});
afterEach(() => opened?.close());
afterAll(() => server.close());

const open = async (path: string): Promise<Opened> =>
  (opened = await openSite(`${server.url}/${path}`, PHONE));

describe("the site on a phone", () => {
  it.each([
    "index.html",
    "getting-started.html",
    "reference/FileExport.html",
    "errors.html",
    "languages.html",
  ])("%s fits the width and makes no requests to other hosts", async (path) => {
    const site = await open(path);
    const { page, requests, complaints } = site;
    await site.screenshot(`site-${path.replace(/\W/g, "-")}`);
    expect(await page.evaluate(overflow)).toBe(0);
    expect(requests.filter((url) => !url.startsWith(server.url))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("finds a platform error code without a server's help", async () => {
    const { page } = await open("index.html");
    await page.locator("button.DocSearch, .VPNavBarSearch button").first().click();
    await page.locator("input[type=search]").fill("9107");
    const first = page.locator(".VPLocalSearchBox a.result").first();
    await first.waitFor();
    expect(await first.getAttribute("href")).toMatch(/\/errors\.html/);
  });

  it("shows an example in the language that is chosen", async () => {
    const { page } = await open("settings.html");
    const group = page.locator(".vp-code-group").first();
    const shown = () => group.locator(".blocks > .active code").innerText();
    expect(await group.locator(".tabs label").allInnerTexts()).toEqual([
      "TypeScript",
      "Python",
      "YAML",
      "Go",
    ]);
    expect(await shown()).toContain('new Provider("partner"');
    await group.locator(".tabs label", { hasText: "Python" }).click();
    await expect.poll(shown).toContain("pulumi.Config().require_secret");
    // GitHub's fold isn't there.
    expect(await page.locator("details").count()).toBe(0);
  });

  it("links to the TypeScript API", async () => {
    const { page } = await open("typescript/index.html");
    expect(await page.locator("h1").innerText()).toContain("TypeScript API");
  });
});
