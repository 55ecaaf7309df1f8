import { readFileSync } from "node:fs";
import { join } from "node:path";

/** This package's version; its package.json is three folders up in the sources and four in the build. */
export const VERSION: string = ["../../..", "../../../.."].map(versionIn).find(Boolean) ?? "0.0.0";

function versionIn(up: string): string | undefined {
  try {
    const parsed = JSON.parse(readFileSync(join(__dirname, up, "package.json"), "utf8")) as {
      name?: string;
      version?: string;
    };
    return parsed.name === "pulumi-cavatica" ? parsed.version : undefined;
  } catch {
    return undefined;
  }
}
