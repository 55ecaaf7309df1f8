// Vitest's globalSetup for the levels that run processes: dependencies, build and CLI, once before all files.
import { setup as prepare } from "../../scripts/lib/setup.mjs";

export async function setup() {
  if (process.env.PULUMI_CAVATICA_CLI) return; // npm test has already done this
  process.env.PULUMI_CAVATICA_CLI = (await prepare()).cli;
}
