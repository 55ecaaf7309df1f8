import * as pulumi from "@pulumi/pulumi";
import type { StackValues } from "../text/references";

/** Not declared by the SDK, whose public ways tell a secret's value but not that it is one. */
interface SdkRuntime {
  isConfigSecret?: (fullKey: string) => boolean;
}

/** The stack's configuration as a manifest refers to it. */
export function stackConfiguration(): StackValues {
  const { isConfigSecret } = pulumi.runtime as SdkRuntime;
  const own = `${pulumi.getProject()}:`;
  const full = (name: string) => (name.includes(":") ? name : own + name);
  return {
    get(name) {
      const value = pulumi.runtime.getConfig(full(name));
      // An SDK that doesn't tell leaves but one safe answer.
      return value === undefined ? undefined : { value, secret: isConfigSecret?.(full(name)) ?? true };
    },
    names: () =>
      Object.keys(pulumi.runtime.allConfig()).map((key) =>
        key.startsWith(own) ? key.slice(own.length) : key,
      ),
  };
}
