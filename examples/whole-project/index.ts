import { Config } from "@pulumi/pulumi";
import { ProjectExport } from "pulumi-cavatica";

const config = new Config();

const run = new ProjectExport("run", {
  project: config.require("project"),
  // Reference files from the platform's public ones can't be exported, even if they are copies.
  exclude: ["tmp/**", "reference/**"],
  // Index files (.bai, .crai, .tbi …) are exported with their main files.
  secondaryFiles: true,
  volume: config.require("volume"),
  prefix: config.get("prefix") ?? "",
  // false MOVES the files: each becomes an alias of its object, one way. true leaves them on the platform.
  copyOnly: false,
});

export const { summary, failed, leftOut } = run;
