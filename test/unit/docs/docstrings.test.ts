import { join } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";

const root = join(__dirname, "../../..");
const entries = ["provider/index.ts", "provider/automation/index.ts", "simulator/index.ts"];

/** Exported names without the doc comment that an editor would show. */
function bareNames(): string[] {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram(
    entries.map((entry) => join(root, entry)),
    options,
  );
  const checker = program.getTypeChecker();
  const meant = (symbol: ts.Symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return entries.flatMap((entry) => {
    const exported = checker.getExportsOfModule(
      checker.getSymbolAtLocation(program.getSourceFile(join(root, entry))!)!,
    );
    return exported
      .filter((symbol) => meant(symbol).getDocumentationComment(checker).length === 0)
      .map(({ name }) => `${entry}: ${name}`);
  });
}

it("every public name has a doc comment", () => {
  expect(bareNames()).toEqual([]);
});
