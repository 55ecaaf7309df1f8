// SDKs of other languages, generated from the package schema by Pulumi's own generators (scripts/sdk/main.go).
import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./paths.mjs";
import { run, say } from "./run.mjs";

const schema = join(root, "schema/pulumi.json");
export const languages = ["python", "go", "nodejs"];

/** Of which schema the SDKs were made; a test compares it with the present one. */
export const stamp = "schema.sha256";

async function addReadmes(folder) {
  const text = await readFile(join(root, "scripts/sdk/README.python.md"), "utf8");
  for (const path of ["python/README.md", "python/pulumi_cavatica/README.md"])
    await writeFile(join(folder, path), text);
}

/** Writes sdk/<language> anew, whole. */
export async function generateSdks(target = join(root, "sdk")) {
  const draft = await mkdtemp(join(tmpdir(), "cavatica-sdk-"));
  try {
    say("generating the SDKs (building the generators takes a minute at first)");
    await run("go", ["run", ".", schema, draft, ...languages], { cwd: join(root, "scripts/sdk") });
    await addReadmes(draft);
    for (const language of languages) {
      await rm(join(target, language), { recursive: true, force: true });
      await cp(join(draft, language), join(target, language), { recursive: true });
    }
    const hash = createHash("sha256").update(await readFile(schema));
    await writeFile(join(target, stamp), `${hash.digest("hex")}\n`);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
