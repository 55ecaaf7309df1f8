import type { dynamic } from "@pulumi/pulumi";
import { toProvider } from "./boundary";
import { dieWithEngine } from "./engine/lifetime";
import { keepHeapSmall } from "./engine/memory";
import { TYPES } from "./types";
import { VERSION } from "../platform/http/version";

/**
 * The module that every resource's `__provider` loads (resources/stub.ts). Its path, `load`, and the names of the types
 * (types.ts) are a permanent contract: state written today must work with next year's package.
 */
export function load(type: string): dynamic.ResourceProvider {
  const found = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (!found) {
    throw new Error(
      `pulumi-cavatica ${VERSION} has no resource type "${type}"; the state was written by a newer version; install that version.`,
    );
  }
  return toProvider(found);
}

dieWithEngine();
keepHeapSmall();
