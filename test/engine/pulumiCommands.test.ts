import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cliFolder } from "../support/cli";
import { flagsIn, pulumiCommands } from "../support/pulumiCommands";

// The unit tests hold the documentation's commands to this list, without a CLI.
it.each(Object.entries(pulumiCommands()))(
  "the CLI has the listed flags of: pulumi %s",
  async (name, flags) => {
    const words = [...name.split(" "), "--help"];
    const help = execFileSync(join(await cliFolder(), "pulumi"), words, { encoding: "utf8" });
    // For an unknown word, the CLI shows the help of the command above it.
    const [, usage, aliases] = /^Usage:\n {2}(pulumi .*)(?:\n\nAliases:\n(.*))?/m.exec(help)!;
    expect(`${usage}, ${aliases ?? ""}`).toMatch(new RegExp(`\\b${words.at(-2)}\\b`));
    const known = flagsIn(help);
    expect(flags.filter((flag) => !known.includes(flag))).toEqual([]);
  },
);
