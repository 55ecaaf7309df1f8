// The Go programs that the pages show, each a package of one module, compiled against the generated SDK.
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { goModule, vet } from "../support/goProject";
import { newFolder } from "../support/project";
import { filesBelow, snippetsOf } from "../support/snippets";

/** The first run on a machine compiles Pulumi's Go SDK. */
const MINUTES = 60_000;

const programs = [...filesBelow("docs", ".md"), "scripts/sdk/README.go.md"]
  .flatMap(snippetsOf)
  .filter(({ language }) => language === "go")
  .map(({ at, text }) => [`${basename(at).replace(/\W/g, "_")}/main.go`, `${text}\n`] as const);

describe("the Go programs in the docs", () => {
  it(
    "compile and pass go vet",
    async () => {
      // Six resources, four functions, and the SDK's README.
      expect(programs.length).toBeGreaterThanOrEqual(11);
      const dir = await newFolder({ ...(await goModule("pages")), ...Object.fromEntries(programs) });
      await vet(dir);
    },
    15 * MINUTES,
  );
});
