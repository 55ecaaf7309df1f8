// Vitest's globalSetup for the browser tests.
import { ensureChromium } from "../../scripts/lib/chromium.mjs";

export async function setup() {
  process.env.PULUMI_CAVATICA_CHROMIUM = await ensureChromium();
}
