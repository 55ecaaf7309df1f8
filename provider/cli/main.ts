#!/usr/bin/env node
import { Command } from "commander";
import { simulatorCommand } from "../../simulator/command";
import { VERSION } from "../platform/http/version";
import { reportCommand } from "./report";
import { schemaCommand } from "./schema";

const program = new Command("pulumi-cavatica")
  .description(
    "What comes with the Pulumi resources: a platform to try stacks on, reports, the manifest's schema",
  )
  .version(VERSION)
  .addCommand(simulatorCommand())
  .addCommand(reportCommand())
  .addCommand(schemaCommand());

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
