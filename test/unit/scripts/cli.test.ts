import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, realpath, symlink, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { checkout, removeProject } from "../../support/project";
import { version } from "../../../scripts/lib/cli.mjs";
import { archiveName } from "../../../scripts/lib/cliDownload.mjs";
import { attempt } from "../../../scripts/lib/run.mjs";

const name = archiveName(version)!;

let dir: string;
let server: Server | undefined;
beforeEach(async () => {
  dir = await realpath(await mkdtemp(join(tmpdir(), "cavatica-cli-")));
  await mkdir(join(dir, "bin"));
});
afterEach(async () => {
  server?.close();
  server = undefined;
  await removeProject(dir);
});

const pulumiSaying = (text: string) => `#!/bin/sh\necho ${text}\n`;

async function executables(folder: string, files: Record<string, string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    await writeFile(join(folder, file), text);
    await chmod(join(folder, file), 0o755);
  }
}

// Only what unpacking needs: the machine's own Pulumi and Go must not be found.
async function linkTools(): Promise<void> {
  for (const tool of ["tar", "gzip"])
    await symlink(
      execFileSync("sh", ["-c", `command -v ${tool}`], { encoding: "utf8" }).trim(),
      join(dir, "bin", tool),
    );
}

async function serveRelease(checksum?: string): Promise<string> {
  await executables(join(dir, "release/pulumi"), {
    pulumi: pulumiSaying(`v${version}`),
    "pulumi-language-nodejs": pulumiSaying("host"),
    "pulumi-language-go": pulumiSaying("unwanted"),
  });
  execFileSync("tar", ["-czf", join(dir, name), "-C", join(dir, "release"), "pulumi"]);
  const archive = await readFile(join(dir, name));
  const sum = checksum ?? createHash("sha256").update(archive).digest("hex");
  server = createServer((request, answer) => {
    answer.end(
      basename(request.url ?? "") === name ? archive : `${"0".repeat(64)}  other\n${sum}  ${name}\n`,
    );
  });
  await new Promise<void>((done) => server!.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const run = (releases: string, path = join(dir, "bin")) =>
  attempt(process.execPath, [join(checkout, "scripts/cli.mjs")], {
    env: { PATH: path, HOME: dir, XDG_CACHE_HOME: join(dir, "cache"), PULUMI_CAVATICA_RELEASES: releases },
  });

// Nothing listens here, as on a machine without internet access.
const nowhere = "http://127.0.0.1:2";

it("prefers an installed CLI that is recent enough", async () => {
  const files = { "pulumi-language-nodejs": "", "pulumi-resource-pulumi-nodejs": "" };
  await executables(join(dir, "old"), { ...files, pulumi: pulumiSaying("v3.199.9") });
  await executables(join(dir, "new"), { ...files, pulumi: pulumiSaying("v3.200.0") });
  const found = await run(nowhere, `${join(dir, "old")}:${join(dir, "new")}`);
  expect(found).toMatchObject({ code: 0, stdout: `${join(dir, "new")}\n` });
  expect(found.stderr).toContain("v3.199.9, older than 3.200");
});

it("downloads the official release once, and keeps what it needs", async () => {
  await linkTools();
  const releases = await serveRelease();
  const folder = join(dir, "cache/pulumi-cavatica", `cli-${version}`);
  expect(await run(releases)).toMatchObject({ code: 0, stdout: `${folder}\n` });
  expect((await readdir(folder)).sort()).toEqual([
    "pulumi",
    "pulumi-language-nodejs",
    "pulumi-resource-pulumi-nodejs",
  ]);
  expect(await readdir(join(dir, "cache/pulumi-cavatica"))).toEqual([`cli-${version}`]);
  server?.close();
  expect(await run(nowhere)).toMatchObject({ code: 0, stdout: `${folder}\n`, stderr: "" });
});

it("rejects an archive that isn't the published one", async () => {
  await linkTools();
  const result = await run(await serveRelease("f".repeat(64)));
  expect(result.code).toBe(1);
  expect(result.stderr).toContain("does not match its published checksum");
  expect(await readdir(join(dir, "cache/pulumi-cavatica"))).toEqual([]);
});

it("reports what is missing if nothing works, and what to install", async () => {
  const result = await run(nowhere);
  expect(result).toMatchObject({ code: 1, stdout: "" });
  expect(result.stderr).toMatch(
    /no Pulumi CLI on PATH[^]*downloading the official release: .*ECONNREFUSED[^]*Go is not installed/,
  );
  expect(result.stderr).toContain("https://www.pulumi.com/docs/install/");
});

it("knows the archives of the supported systems", () => {
  expect(archiveName("3.1.0", "darwin", "arm64")).toBe("pulumi-v3.1.0-darwin-arm64.tar.gz");
  expect(archiveName("3.1.0", "linux", "x64")).toBe("pulumi-v3.1.0-linux-x64.tar.gz");
  expect(archiveName("3.1.0", "aix", "ppc64")).toBeUndefined();
});
