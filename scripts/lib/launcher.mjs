// The native plugin as the engine expects it: a file with this exact name, in a folder that Pulumi.yaml names.
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

export const launcher = "plugin/pulumi-resource-cavatica";

const text = `#!/usr/bin/env node
"use strict";
require("../provider/plugin/main.js");
`;

/** Windows doesn't start files without an extension. */
const windows = `@echo off\r\nnode "%~dp0pulumi-resource-cavatica" %*\r\n`;

export async function addLauncher(dist) {
  const path = join(dist, launcher);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  await chmod(path, 0o755);
  await writeFile(`${path}.cmd`, windows);
}
