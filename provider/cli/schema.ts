import { Command } from "commander";
import { deliver } from "./deliver";
import { schemaText } from "../manifest/schema/json";

/** The command "schema". */
export function schemaCommand(): Command {
  return new Command("schema")
    .description("print the JSON Schema of the manifest, for editors that check YAML while it is written")
    .argument("[file]", "write it there instead")
    .addHelpText(
      "after",
      "\nThe package contains it as schema/manifest.json. Editors with YAML support find it by a manifest's first line:\n" +
        "# yaml-language-server: $schema=./node_modules/pulumi-cavatica/schema/manifest.json",
    )
    .action((file: string | undefined) => deliver(schemaText(), file));
}
