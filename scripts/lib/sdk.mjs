// SDKs of other languages, generated from the package schema by Pulumi's own generators (scripts/sdk).
import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./paths.mjs";
import { run, say } from "./run.mjs";

const schema = join(root, "schema/pulumi.json");
const generators = join(root, "scripts/sdk");
const python = { language: "python", readmes: ["python", "python/pulumi_cavatica"], flags: [] };
const go = { language: "go", readmes: ["go/cavatica"], flags: [] };
const nodejs = { language: "nodejs", readmes: ["nodejs"], flags: [] };
const dotnet = { language: "dotnet", readmes: ["dotnet"], flags: ["-modfile=dotnet.mod", "-tags=dotnet"] };
const all = [python, go, nodejs, dotnet];
export const languages = all.map(({ language }) => language);

/** The schema from which the SDKs were generated; a test compares it with the current one. */
export const stamp = "schema.sha256";

async function addReadmes({ language, readmes }, folder) {
  const text = await readFile(join(generators, `README.${language}.md`), "utf8");
  for (const path of readmes) await writeFile(join(folder, path, "README.md"), text);
}

/** Pulumi looks for `pulumi-plugin.json` in the module's root. The module uses the SDK version of the generator. */
async function addGoModule(folder) {
  const cwd = join(folder, "go/cavatica");
  const { importBasePath } = JSON.parse(await readFile(schema, "utf8")).language.go;
  const sdk = ["list", "-m", "-f", "{{.Path}}@{{.Version}}", "github.com/pulumi/pulumi/sdk/v3"];
  const required = (await run("go", sdk, { cwd: generators })).trim();
  // With this version of Go the file doesn't depend on the installed one; tidy raises it to what the SDK requires.
  await writeFile(
    join(cwd, "go.mod"),
    `module ${importBasePath}\n\ngo 1.25\n\nrequire ${required.replace("@", " ")}\n`,
  );
  await run("go", ["mod", "tidy"], { cwd });
}

async function generate(one, folder) {
  await run("go", ["run", ...one.flags, ".", schema, folder, one.language], { cwd: generators });
  if (one === go) await addGoModule(folder);
  await addReadmes(one, folder);
}

/** Rewrites <target>/<language> completely. */
export async function generateSdks(target = join(root, "sdk"), wanted = languages) {
  const draft = await mkdtemp(join(tmpdir(), "cavatica-sdk-"));
  try {
    say("generating the SDKs (building the generators takes some minutes at first)");
    for (const one of all.filter(({ language }) => wanted.includes(language))) {
      await generate(one, draft);
      await rm(join(target, one.language), { recursive: true, force: true });
      await cp(join(draft, one.language), join(target, one.language), { recursive: true });
    }
    const hash = createHash("sha256").update(await readFile(schema));
    await writeFile(join(target, stamp), `${hash.digest("hex")}\n`);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
