import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { extract, list } from "tar";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeArchive } from "../support/pluginArchive";
import { cleanEnvironment, newFolder, removeProject } from "../support/project";

const exec = promisify(execFile);

async function namesIn(file: string): Promise<string[]> {
  const names: string[] = [];
  await list({ file, onReadEntry: ({ path }) => void names.push(path) });
  return names;
}

const sha256 = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");

describe("a plugin archive", () => {
  let dir: string;
  let archive: string;
  let unpacked: string;
  const start = (env: Record<string, string>) =>
    exec(join(unpacked, "pulumi-resource-cavatica"), ["127.0.0.1:1"], { env: cleanEnvironment(dir, env) });

  beforeAll(async () => {
    dir = await newFolder({});
    archive = await makeArchive(join(dir, "first"));
    unpacked = await newFolder({});
    await extract({ file: archive, cwd: unpacked });
  });
  afterAll(() => Promise.all([dir, unpacked].map(removeProject)));

  it("contains the plugin, its schema and licences, and nothing else", async () => {
    expect((await namesIn(archive)).sort()).toEqual([
      "LICENSE",
      "dist/plugin/pulumi-resource-cavatica.js",
      "dist/provider/plugin/THIRD-PARTY-LICENSES.txt",
      "dist/provider/plugin/main.js",
      "package.json",
      "pulumi-resource-cavatica",
      "schema/pulumi.json",
    ]);
    const licences = readFileSync(join(unpacked, "dist/provider/plugin/THIRD-PARTY-LICENSES.txt"), "utf8");
    for (const name of ["@pulumi/pulumi", "@grpc/grpc-js", "google-protobuf", "zod", "yaml", "node-fetch"])
      expect(licences).toMatch(new RegExp(`^${name} \\d`, "m"));
  });

  it("starts with a batch file on Windows", async () => {
    const windows = await makeArchive(join(dir, "windows"), "windows-arm64");
    const names = await namesIn(windows);
    expect(names).toContain("pulumi-resource-cavatica.cmd");
    expect(names).not.toContain("pulumi-resource-cavatica");
  });

  it("is the same file when it is made again, and its checksum is listed", async () => {
    const again = await makeArchive(join(dir, "second"));
    expect(sha256(again)).toBe(sha256(archive));
    const [checksums] = readdirSync(dirname(archive)).filter((name) => name.endsWith("_checksums.txt"));
    const text = readFileSync(join(dirname(archive), checksums!), "utf8");
    expect(text).toBe(`${sha256(archive)}  ${basename(archive)}\n`);
  });

  it("contains no path of the machine on which it was made", () => {
    const bundle = readFileSync(join(unpacked, "dist/provider/plugin/main.js"), "utf8");
    expect(bundle).not.toContain(process.cwd());
  });

  it("says what is missing where there is no Node.js", async () => {
    const bare = join(dir, "bare");
    await newFolderWith(bare, "dirname");
    await expect(start({ PATH: bare })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("needs Node.js 20.19 or newer, and there is no node on the PATH"),
    });
  });

  it("says which Node.js is too old", async () => {
    const old = join(dir, "old.js");
    writeFileSync(old, `Object.defineProperty(process.versions, "node", { value: "18.20.4" });`);
    await expect(start({ NODE_OPTIONS: `--require ${old}` })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/needs Node\.js 20\.19 or newer.* is 18\.20\.4\. Install a newer one/),
    });
  });
});

/** A folder for PATH that holds nothing but one command of this machine. */
async function newFolderWith(folder: string, command: string): Promise<void> {
  const { stdout } = await exec("sh", ["-c", `mkdir -p "$0" && command -v ${command}`, folder]);
  symlinkSync(stdout.trim(), join(folder, command));
}
