#!/usr/bin/env node
import { textOf } from "../platform/errors/errors";
import { printable } from "../platform/errors/shownText";
import { newProgram } from "./program";

newProgram()
  .parseAsync()
  .catch((error: unknown) => {
    console.error(printable(textOf(error)));
    process.exitCode = 1;
  });
