import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkArchives } from "../../../scripts/release/archives.mjs";
import {
  missingRecording,
  sectionOf,
  undatedSection,
  unreleased,
} from "../../../scripts/release/history.mjs";
import { runChecks } from "../../../scripts/release/report.mjs";
import { audited, bundled, installed, refusedLicences } from "../../../scripts/release/supply.mjs";
import { tooLarge } from "../../../scripts/release/tarball.mjs";
import {
  notSemver,
  otherRanges,
  otherTag,
  otherVersions,
  PLACES,
} from "../../../scripts/release/versions.mjs";

const root = join(__dirname, "../../..");

describe("the version of a release", () => {
  it.each(["0.1.0", "1.20.3", "2.0.0-beta.1"])("may be %s", (version) =>
    expect(notSemver(version)).toEqual([]),
  );
  it.each(["1.0", "v1.0.0", "01.0.0", "1.0.0-", "1.0.0+build"])("may not be %s", (version) =>
    expect(notSemver(version)).toEqual([`package.json: the version "${version}" is not a semantic version`]),
  );

  it("is found in every place of this checkout that states it", async () => {
    const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
    const paths = [...new Set(PLACES.map(([path]) => path))];
    const read = async (path: string) => [path, await readFile(join(root, path), "utf8")] as const;
    const texts = Object.fromEntries(await Promise.all(paths.map(read)));
    expect(otherVersions(version, texts)).toEqual([]);
    const complaints = otherVersions("9.9.9", texts);
    expect(complaints.length).toBeGreaterThanOrEqual(PLACES.length);
    for (const path of paths) expect(complaints).toContain(`${path} states ${version}, package.json 9.9.9`);
  });

  it("is missed in a place that doesn't state it any more", () => {
    expect(otherVersions("1.0.0", {})).toContain("sdk/python/pyproject.toml states no version");
  });

  it("is what examples ask for, if they ask for this package", () => {
    const ranges = { "a/package.json": "^0.2.0", "b/package.json": "^0.1.5", "c/package.json": undefined };
    expect(otherRanges("0.2.3", ranges)).toEqual([
      "b/package.json asks for pulumi-cavatica ^0.1.5, not ^0.2.x",
    ]);
  });

  it("is the tag's", () => {
    expect(otherTag("1.2.3", "v1.2.3")).toEqual([]);
    expect(otherTag("1.2.3", "v1.2.4")[0]).toContain("would be v1.2.3");
  });
});

describe("the changelog of a release", () => {
  const changelog =
    "# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-02-30)\n\n- A\n\n## 0.1.0 (2026-01-31)\n\n- B\n";

  it("has a section for the version with a real date", () => {
    expect(undatedSection(changelog, "0.1.0")).toEqual([]);
    expect(undatedSection(changelog, "0.2.0")[0]).toContain("has no date");
    expect(undatedSection(changelog, "0.1")[0]).toContain("has no section");
    expect(undatedSection("## 1.0.0\n", "1.0.0")[0]).toContain("has no date");
  });

  it("has the notes of the release", () => {
    expect(sectionOf(changelog, "0.2.0")).toBe("- A");
    expect(sectionOf(changelog, "0.1.0")).toBe("- B");
    expect(sectionOf(changelog, "0.1")).toBeUndefined();
  });

  it("leaves nothing under Unreleased", () => {
    expect(unreleased(changelog)).toEqual([]);
    expect(unreleased("## 0.1.0 (2026-01-31)\n\n- B\n")).toEqual([]);
    expect(unreleased(changelog.replace("Unreleased\n", "Unreleased\n\n- C\n- D\n"))[0]).toContain(
      "2 entries",
    );
    expect(unreleased("## Unreleased\n\n- C")[0]).toContain("has an entry under");
  });

  it("goes with a recorded state", () => {
    expect(missingRecording("1.0.0", ["index.js", "state.json", "writes.json"])).toEqual([]);
    expect(missingRecording("1.0.0", ["index.js", "state.json"])[0]).toContain(
      "1.0.0/writes.json is missing",
    );
  });
});

describe("what is distributed", () => {
  it("has licences from the list, whether it is installed or bundled", () => {
    const packages = {
      "": { license: "Apache-2.0" },
      "node_modules/a": { license: "MIT" },
      "node_modules/a/node_modules/@b/c": { license: "GPL-3.0" },
      "node_modules/d": {},
      "node_modules/e": { license: "GPL-3.0", dev: true },
      "node_modules/f": { license: "GPL-3.0", peer: true },
    };
    expect(refusedLicences(installed(packages))).toEqual(["@b/c: GPL-3.0", "d: no licence is stated"]);
    const of = (licence: string) => refusedLicences([["x", licence]]);
    expect([...of("(BSD-3-Clause AND Apache-2.0)"), ...of("(MIT OR GPL-3.0)")]).toEqual([]);
    expect([...of("(MIT AND GPL-3.0)"), ...of("(MIT AND ISC OR GPL-3.0)"), ...of("")]).toHaveLength(3);
    const text = "@fastify/error 4.2.1 (MIT)\n\nMIT License\nCopyright (c) X\n---\n\nx 1.0.0 (AGPL-3.0)\n";
    expect(bundled(text).map(([name]) => name)).toEqual(["@fastify/error", "x"]);
    expect(refusedLicences(bundled(text))).toEqual(["x: AGPL-3.0"]);
  });

  it("has no known vulnerabilities; without an answer that isn't known", () => {
    expect(audited('{"vulnerabilities":{}}')).toEqual({ problems: [] });
    const found = { a: { name: "a", severity: "high", range: "<2" } };
    expect(audited(JSON.stringify({ vulnerabilities: found }))).toEqual({ problems: ["a <2: high"] });
    expect(audited('{"message":"405 Not Allowed - POST https://example.org/x"}')).toEqual({
      skipped: "npm audit gave no answer: 405 Not Allowed - POST the service",
    });
    expect(audited("npm error network\n").skipped).toContain("npm error network");
  });

  it("isn't larger than expected", () => {
    const usual = { size: 700_000, unpackedSize: 3_000_000, entryCount: 420 };
    expect(tooLarge(usual)).toEqual([]);
    expect(tooLarge({ ...usual, unpackedSize: 50_000_000 })[0]).toContain("50000000 bytes unpacked");
  });
});

describe("the plugin's archives", () => {
  const nameOf = (system: string) => `pulumi-resource-cavatica-v1.0.0-${system}.tar.gz`;
  const all = ["linux", "darwin", "windows"].flatMap((one) => [`${one}-amd64`, `${one}-arm64`]).map(nameOf);

  it("are all there, with the checksums in the list", async () => {
    const folder = await mkdtemp(join(tmpdir(), "cavatica-archives-"));
    try {
      expect((await checkArchives(folder, "1.0.0", { required: false })).skipped).toContain("no archives");
      expect((await checkArchives(folder, "1.0.0", { required: true })).problems).toHaveLength(1);
      const lines = all.map((name) => `${createHash("sha256").update(name).digest("hex")}  ${name}\n`);
      for (const name of all) await writeFile(join(folder, name), name);
      await writeFile(join(folder, "pulumi-cavatica_1.0.0_checksums.txt"), lines.join(""));
      const check = async () => (await checkArchives(folder, "1.0.0", { required: true })).problems;
      expect(await check()).toEqual([]);
      await writeFile(join(folder, all[0]!), "changed");
      await rm(join(folder, all[1]!));
      expect(await check()).toEqual([
        `${all[0]} doesn't have the checksum in the list`,
        `${all[1]} is missing`,
      ]);
      await writeFile(join(folder, "pulumi-cavatica_1.0.0_checksums.txt"), "");
      expect(await check()).toContain(`${all[2]} isn't in the list of checksums`);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

it("counts passed, failed and skipped checks, and prints a line for each", async () => {
  const lines: string[] = [];
  const checks = {
    right: () => [],
    wrong: () => Promise.resolve(["a", "b"]),
    broken: () => Promise.reject(new Error("no such file")),
    left: () => ({ skipped: "no network" }),
    listed: () => ({ problems: [] }),
  };
  const counts = await runChecks(checks, (line) => void lines.push(line));
  expect(counts).toEqual({ passed: 2, failed: 2, skipped: 1 });
  expect(lines).toEqual([
    "ok      right",
    "FAILED  wrong\n  a\n  b",
    "FAILED  broken\n  no such file",
    "skipped left: no network",
    "ok      listed",
  ]);
});
