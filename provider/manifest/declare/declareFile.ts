import * as pulumi from "@pulumi/pulumi";
import { isManifestProblem, readManifestFile } from "../readFile";
import type { Reading } from "../read";
import { stackValues } from "./configuration";
import { declare, type ManifestOptions } from "./declare";
import { type FromManifest, outputsOf } from "./outputs";

/** Declares what the manifest at a path lists, and warns about suspicious parts. */
export function declareFile(path: string, opts: ManifestOptions): FromManifest {
  const { model, secrets, warnings } = read(path);
  for (const warning of warnings) void pulumi.log.warn(warning);
  const declared = declare(model, secrets, opts);
  return { ...declared, outputs: outputsOf(declared) };
}

function read(path: string): Reading {
  try {
    return readManifestFile(path, stackConfiguration());
  } catch (error) {
    // A stack trace is useless for a manifest; the SDK hides it for this class.
    throw isManifestProblem(error) ? new pulumi.RunError(error.message) : error;
  }
}

/** Not declared by the SDK, whose public API returns a secret's value but not the fact that it is one. */
interface SdkRuntime {
  isConfigSecret?: (fullKey: string) => boolean;
}

function stackConfiguration() {
  const { isConfigSecret } = pulumi.runtime as SdkRuntime;
  return stackValues({
    project: pulumi.getProject(),
    get: (key) => pulumi.runtime.getConfig(key),
    // If the SDK doesn't tell, the only safe assumption is that it is a secret.
    isSecret: (key) => isConfigSecret?.(key) ?? true,
    keys: () => Object.keys(pulumi.runtime.allConfig()),
  });
}
