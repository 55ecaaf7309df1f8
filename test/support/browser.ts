// Opens a page in a real browser without network access.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { checkout } from "./project";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // No host name other than localhost resolves, so nothing gets out even if the browser itself tries.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

export interface Look {
  width: number;
  height?: number;
  colorScheme?: "light" | "dark";
}

export interface Opened {
  page: Page;
  url: string;
  /** Every request of the page, including the one for itself. */
  requests: string[];
  /** Console output, uncaught errors and dialogs. */
  complaints: string[];
  /** A screenshot of the whole page, saved as test-results/NAME.png. */
  screenshot(name: string): Promise<void>;
  close(): Promise<void>;
}

const launch = (
  folder: string,
  { width, height = 844, colorScheme = "light" }: Look,
  offline: boolean,
): Promise<BrowserContext> =>
  chromium.launchPersistentContext(join(folder, "profile"), {
    executablePath: process.env["PULUMI_CAVATICA_CHROMIUM"]!,
    headless: true,
    args: FLAGS,
    viewport: { width, height },
    colorScheme,
    offline,
  });

async function watch(page: Page, forbidden: RegExp) {
  const [requests, complaints]: [string[], string[]] = [[], []];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.route(forbidden, (route) => route.abort());
  return { requests, complaints };
}

/** Opens the page as a user does who received the file by e-mail. */
export async function openPage(html: string, look: Look): Promise<Opened> {
  const folder = await newFolder();
  const file = join(folder, "report.html");
  await writeFile(file, html);
  return open(pathToFileURL(file).href, folder, look, /^(?!file:)/);
}

/** Opens a page served on this machine; nothing else can be reached. */
export const openSite = async (url: string, look: Look): Promise<Opened> =>
  open(url, await newFolder(), look, new RegExp(`^(?!${new URL(url).origin})`));

const newFolder = () => mkdtemp(join(tmpdir(), "cavatica-browser-"));

async function open(url: string, folder: string, look: Look, forbidden: RegExp): Promise<Opened> {
  const context = await launch(folder, look, url.startsWith("file:"));
  const page = context.pages()[0] ?? (await context.newPage());
  const seen = await watch(page, forbidden);
  await page.goto(url);
  return {
    page,
    url,
    ...seen,
    async screenshot(name) {
      await mkdir(join(checkout, "test-results"), { recursive: true });
      await page.screenshot({ path: join(checkout, "test-results", `${name}.png`), fullPage: true });
    },
    async close() {
      await context.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
