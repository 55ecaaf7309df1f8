import * as pulumi from "@pulumi/pulumi";
import { stackConfiguration } from "./configuration";
import { declare, type ManifestOptions } from "./declare";
import { type FromManifest, outputsOf } from "./outputs";
import { ManifestError, readManifest, type Reading } from "../read";
import { readUtf8, whyUnread } from "../text/utf8";

/** Declares what the manifest at a path lists, and warns of what is odd about it. */
export function declareFile(path: string, opts: ManifestOptions): FromManifest {
  const { model, secrets, warnings } = read(path);
  for (const warning of warnings) void pulumi.log.warn(warning);
  const declared = declare(model, secrets, opts);
  return { ...declared, outputs: outputsOf(declared) };
}

function read(path: string): Reading {
  try {
    return readManifest(path, textOf(path), {
      config: stackConfiguration(),
      readText: readUtf8,
    });
  } catch (error) {
    // A stack trace says nothing about a manifest; the SDK hides it for this class.
    throw error instanceof ManifestError ? new pulumi.RunError(error.message) : error;
  }
}

function textOf(path: string): string {
  try {
    return readUtf8(path);
  } catch (error) {
    throw new pulumi.RunError(
      `the manifest "${path}" can't be read in ${process.cwd()}: ${whyUnread(error)}`,
    );
  }
}
