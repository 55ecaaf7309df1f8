import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkout } from "../../support/project";

interface Locked {
  version: string;
  integrity?: string;
  hasInstallScript?: boolean;
  dev?: boolean;
  peer?: boolean;
  devOptional?: boolean;
  link?: boolean;
}

const read = (file: string) =>
  JSON.parse(readFileSync(join(checkout, file), "utf8")) as Record<string, Record<string, unknown>>;
const locked = Object.entries(read("package-lock.json")["packages"] as Record<string, Locked>).filter(
  ([path, { link }]) => path !== "" && link !== true,
);
const installed = locked.filter(([, { dev, peer, devOptional }]) => !dev && !peer && !devOptional);

describe("what comes with the package", () => {
  test("are 26 packages, so that another one doesn't go unnoticed", () => {
    expect(installed).toHaveLength(26);
  });

  test("runs nothing when it is installed", () => {
    expect(installed.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
    const { scripts = {} } = read("package.json");
    for (const name of ["preinstall", "install", "postinstall", "prepare", "prepublish"])
      expect(scripts).not.toHaveProperty(name);
  });

  test("is locked by hash, as are the tools for its development", () => {
    expect(locked.length).toBeGreaterThan(100);
    for (const [path, { integrity }] of locked) expect(integrity, path).toMatch(/^sha512-/);
  });
});
