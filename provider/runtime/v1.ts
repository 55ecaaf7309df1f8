import type { dynamic } from "@pulumi/pulumi";
import { toProvider } from "./boundary";
import { dieWithEngine } from "./engine/lifetime";
import { keepHeapSmall } from "./engine/memory";
import { TYPES } from "./types";
import { VERSION } from "../platform/http/version";

/**
 * What the text in every resource's `__provider` loads (resources/stub.ts). This module's path, `load`, and the names
 * of the types (types.ts) are a permanent contract: state written today must run under next year's package.
 */
export function load(type: string): dynamic.ResourceProvider {
  const found = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (!found) {
    throw new Error(
      `pulumi-cavatica ${VERSION} has no resource type "${type}"; the state was written by a newer version, install that.`,
    );
  }
  return toProvider(found);
}

dieWithEngine();
keepHeapSmall();
