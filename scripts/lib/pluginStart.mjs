// What the engine starts in an unpacked plugin archive. Node isn't part of it: one executable with Node inside would be
// 100 MB for each system, and Node's way to build one (single executable applications) is still experimental.
export const oldestNode = [20, 19];

const needed = `Node.js ${oldestNode.join(".")} or newer`;
const script = "dist/plugin/pulumi-resource-cavatica.js";

/** Loads the plugin unless Node is too old even to read it; in words that any Node understands. */
export const check = `"use strict";
var version = process.versions.node.split(".").map(Number);
if (version[0] < ${oldestNode[0]} || (version[0] === ${oldestNode[0]} && version[1] < ${oldestNode[1]})) {
  process.stderr.write(
    "The plugin cavatica needs ${needed}, and the first node on the PATH (" + process.execPath + ") is " +
      process.versions.node + ". Install a newer one, from https://nodejs.org for example, and run the command again.\\n"
  );
  process.exitCode = 1;
} else require("../provider/plugin/main.js");
`;

const missing = `The plugin cavatica needs ${needed}, and there is no node on the PATH. Install it, from https://nodejs.org for example, and run the command again.`;

const shell = `#!/bin/sh
command -v node >/dev/null 2>&1 || { echo "${missing}" >&2; exit 1; }
exec node "$(dirname "$0")/${script}" "$@"
`;

const windows = [
  "@echo off",
  "where node >nul 2>nul",
  `if errorlevel 1 (echo ${missing} 1>&2& exit /b 1)`,
  `node "%~dp0${script.replaceAll("/", "\\")}" %*`,
  "",
].join("\r\n");

/** The files that start the plugin, by path in the archive. */
export const startFiles = (system) => ({
  [script]: { text: check },
  // The engine looks for the bare name first; Windows starts only files with an extension, and the engine tries .cmd too.
  ...(system === "windows"
    ? { "pulumi-resource-cavatica.cmd": { text: windows } }
    : { "pulumi-resource-cavatica": { text: shell, mode: 0o755 } }),
});
