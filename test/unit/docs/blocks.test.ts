// Every code block of the pages has a check. Those that have no test of their own are checked here.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "ini";
import { describe, expect, it } from "vitest";
import { findCredentials } from "../../../provider/platform/account/credentials";
import { blocksFor, type Check, CHECKS, checkOf } from "../../support/blocks";
import { checkout } from "../../support/project";
import { filesBelow, pages, snippetsOf } from "../../support/snippets";

const read = (path: string): string => readFileSync(join(checkout, path), "utf8");
const FENCE = /^[ \t]*(?:[*-] )?```/gm;

describe("code blocks on pages", () => {
  it.each(pages())("%s: each has a language, and a check", (path) => {
    const blocks = snippetsOf(path);
    expect(blocks.filter((block) => checkOf(block) === undefined).map(({ at }) => at)).toEqual([]);
    // A fence without a language opens no block that is found.
    expect(read(path).match(FENCE) ?? []).toHaveLength(2 * blocks.length);
  });

  it.each(Object.entries(CHECKS) as [Check, string][])("%s: is made by %s, of blocks", (check, test) => {
    expect(blocksFor(check).length).toBeGreaterThan(0);
    const taken = test.endsWith(".py") ? "def scripts()" : `blocksFor("${check}")`;
    expect([test, read(test).includes(taken)]).toEqual([test, true]);
  });

  it.each(["r", "json", "powershell"])("in %s would have none", (language) =>
    expect(checkOf({ language, text: "" })).toBeUndefined(),
  );
});

describe("profiles on pages", () => {
  it.each(blocksFor("profiles"))("$at can be read", ({ text }) => {
    const profiles = text.replaceAll("…", "token");
    expect(Object.keys(parse(profiles)).length).toBeGreaterThan(0);
    for (const profile of Object.keys(parse(profiles))) {
      const config = (key: string) => (key === "profile" ? profile : undefined);
      const { account } = findCredentials({ env: {}, config, readProfiles: () => profiles });
      expect(account).toEqual({ endpoint: expect.stringMatching(/^https:/) as string, authToken: "token" });
    }
  });
});

/** Texts that a line break of our code divides are joined. */
const sources = filesBelow("provider", ".ts")
  .map(read)
  .join("\n")
  .replace(/["`] \+\s+["`]/g, "");

/** Three or more words in a row that are neither values nor names. */
const PHRASE = /(?<![\w-])[A-Za-z'’]+(?: [a-z'’]+){2,}(?![\w-])/g;

/** A value may come before a phrase, as in "rosa owns it". */
const isOurs = (phrase: string): boolean =>
  sources.includes(phrase) || sources.includes(phrase.replace(/^\S+/, ""));

const strangePhrases = (output: string): string[] =>
  (output.match(PHRASE) ?? []).filter((phrase) => !isOurs(phrase));

describe("output on pages", () => {
  it.each(blocksFor("output"))("$at has only words that our programs print", ({ text }) => {
    const printed = text.replace(/^\$ .*$/gm, "");
    expect(strangePhrases(printed)).toEqual([]);
    const doctor = [...printed.matchAll(/^[✓✗] ([^:]+):/gm)].map(([, name = ""]) => name);
    expect(doctor.filter((name) => !sources.includes(`"${name}"`))).toEqual([]);
  });

  it("that nothing prints is refused", () =>
    expect(strangePhrases("error: the file is on holiday")).toEqual(["the file is on holiday"]));
});

const FOLDER = /provider\/\w+/g;
const NAME = /\b(?:aws(?:\.\w+){2,}|[A-Z][a-z]+(?:[A-Z][a-z]+)+)\b/g;

describe("drawings on pages", () => {
  it.each(blocksFor("drawing"))("$at names what exists", ({ text }) => {
    const programs = filesBelow("examples/aws-bucket", ".ts").map(read).join("\n") + sources;
    const [folders, names] = [FOLDER, NAME].map((pattern) => text.match(pattern) ?? []);
    expect(folders!.length + names!.length).toBeGreaterThan(2);
    expect(folders!.filter((path) => !existsSync(join(checkout, path)))).toEqual([]);
    expect(names!.filter((name) => !programs.includes(name))).toEqual([]);
  });
});
