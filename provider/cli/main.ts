#!/usr/bin/env node
import { Command } from "commander";
import { simulatorCommand } from "../../test/simulator/command";
import { VERSION } from "../platform/version";
import { reportCommand } from "./report";
import { schemaCommand } from "./schema";

const program = new Command("pulumi-cavatica")
  .description("Beside the Pulumi resources: the platform on this machine, for trying and testing stacks")
  .version(VERSION)
  .addCommand(simulatorCommand())
  .addCommand(reportCommand())
  .addCommand(schemaCommand());

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
