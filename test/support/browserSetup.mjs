// Vitest's globalSetup of the browser's tests.
import { ensureChromium } from "../../scripts/lib/chromium.mjs";

export async function setup() {
  process.env.PULUMI_CAVATICA_CHROMIUM = await ensureChromium();
}
