import { Command } from "commander";
import { simulatorCommand } from "../../simulator/command";
import { VERSION } from "../platform/http/version";
import { doctorCommand } from "./doctor/command";
import { initCommand } from "./init/command";
import { listCommand } from "./list/command";
import { reportCommand } from "./report";
import { schemaCommand } from "./schema";

/** Apart from running it, so that a test can hold the commands in the documentation to it. */
export const newProgram = (): Command =>
  new Command("pulumi-cavatica")
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
