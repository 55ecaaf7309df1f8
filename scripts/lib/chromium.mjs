// Finds a Chromium to control: the one named by PULUMI_CAVATICA_CHROMIUM, one on PATH, or Debian's package if it can be
// installed.
import { userCache } from "./paths.mjs";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { attempt, say } from "./run.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const runs = async (command) => (await attempt(command, ["--version"])).code === 0;

async function find() {
  for (const name of names) if (await runs(name)) return (await attempt("which", [name])).stdout.trim();
  return undefined;
}

const byHand = `Install it (Debian: apt-get install chromium), or set PULUMI_CAVATICA_CHROMIUM to its path.`;

async function install() {
  if (process.getuid?.() !== 0)
    throw new Error(`there is no Chromium on PATH (${names.join(", ")}). ${byHand}`);
  say("installing chromium (apt-get)");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [
    ["update"],
    ["install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core"],
  ]) {
    const { code, stdout, stderr } = await attempt("apt-get", args, { env });
    if (code === 0) continue;
    const end = `${stdout}${stderr}`.trim().split("\n").slice(-3).join("\n");
    throw new Error(
      `there is no Chromium, and apt-get ${args[0]} failed (${code ?? "not started"}): ${end}\n${byHand}`,
    );
  }
}

/** Returns the path of a browser that starts, or throws with instructions. */
export async function ensureChromium() {
  const given = process.env.PULUMI_CAVATICA_CHROMIUM;
  if (given && !(await runs(given))) throw new Error(`PULUMI_CAVATICA_CHROMIUM: ${given} doesn't run`);
  const found = given || (await find());
  if (found) return found;
  return withLock(join(userCache(), "chromium.lock"), "installing chromium", async () => {
    if (!(await find())) await install();
    const installed = await find();
    if (!installed) throw new Error(`apt-get installed chromium, but it doesn't start. ${byHand}`);
    return installed;
  });
}
