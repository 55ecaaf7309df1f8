import { type Command, CommanderError } from "commander";
import fc from "fast-check";
import { describe, expect } from "vitest";
import { doctorCommand } from "../../provider/cli/doctor/command";
import { initCommand } from "../../provider/cli/init/command";
import { list, listCommand, UsageError } from "../../provider/cli/list/command";
import { reportCommand } from "../../provider/cli/report";
import { schemaCommand } from "../../provider/cli/schema";
import { PlatformError } from "../../provider/platform/errors/errors";
import { simulatorCommand } from "../../simulator/command";
import { cannedClient } from "../support/cannedClient";
import { fuzz } from "./fuzz";
import { odd } from "./inputs";

const COMMANDS: Record<string, () => Command> = {
  doctor: doctorCommand,
  init: initCommand,
  list: listCommand,
  report: reportCommand,
  schema: schemaCommand,
  simulator: simulatorCommand,
};

const WORDS = [
  ...[
    "--project",
    "--parent",
    "--include",
    "--format",
    "--out",
    "--metadata",
    "--state",
    "--stack",
    "--volume",
  ],
  ...[
    "--port",
    "--seed",
    "--rate-limit",
    "--fault",
    "--switch",
    "--job-seconds",
    "--",
    "-",
    "-x",
    "--nothing=1",
  ],
  ...[
    "lab/run7",
    "65a1f0c2e4b0a1b2c3d4e5f6",
    "tsv",
    "json",
    "1000/300/sliding",
    "kind=429,times=3",
    "copyOnlyResult=null",
  ],
  ...["__proto__=1", "kind=500,__proto__=x", "advanceAccessRequired={}", "8099", "all"],
];
const args = fc.array(
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...WORDS) }, { weight: 1, arbitrary: odd }),
  {
    maxLength: 8,
  },
);

describe("arguments of the command line", () => {
  for (const [name, make] of Object.entries(COMMANDS)) {
    fuzz(`arguments of ${name}`, {
      inputs: args,
      async run(given) {
        const command = make()
          .exitOverride()
          .configureOutput({ writeErr: () => undefined, writeOut: () => undefined })
          .action(() => undefined);
        await command.parseAsync(given, { from: "user" });
        expect(Object.getPrototypeOf(command.opts())).toBe(Object.prototype);
      },
      refusals: [CommanderError],
    });
  }

  const refused = { status: 404, body: { code: 5002, message: "gone" } };
  fuzz("criteria of list", {
    inputs: fc.record(
      {
        project: fc.oneof(odd, fc.constantFrom("lab/run7", "https://cavatica.sbgenomics.com/u/lab/run7")),
        parent: fc.oneof(odd, fc.constant("65a1f0c2e4b0a1b2c3d4e5f6")),
        include: fc.array(odd),
        exclude: fc.array(odd),
        tag: fc.array(odd),
        metadata: odd,
      },
      { requiredKeys: [] },
    ),
    run: (given) =>
      list(cannedClient(Array(5).fill(refused), { withinMs: 0 }).client, {
        format: "json",
        ...given,
      } as never),
    refusals: [UsageError, PlatformError],
  });
});
