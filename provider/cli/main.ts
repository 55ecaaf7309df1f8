#!/usr/bin/env node
import { Command } from "commander";
import { simulatorCommand } from "../../simulator/command";
import { VERSION } from "../platform/http/version";
import { doctorCommand } from "./doctor/command";
import { initCommand } from "./init/command";
import { listCommand } from "./list/command";
import { reportCommand } from "./report";
import { schemaCommand } from "./schema";

const program = new Command("pulumi-cavatica")
  .description(
    "Tools for pulumi-cavatica: checks, reports, the manifest's schema, and a local platform simulator",
  )
  .version(VERSION)
  .addCommand(simulatorCommand())
  .addCommand(doctorCommand())
  .addCommand(initCommand())
  .addCommand(listCommand())
  .addCommand(reportCommand())
  .addCommand(schemaCommand());

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
