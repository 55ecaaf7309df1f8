import type { StackValues } from "../text/references";

/** The stack's configuration by full keys, such as "exports:sample", as provided by an SDK or the engine. */
export interface FullConfiguration {
  /** The Pulumi project's name, which is the namespace of its own keys. */
  project: string;
  get: (key: string) => string | undefined;
  isSecret: (key: string) => boolean;
  keys: () => string[];
}

/** The same, as manifests refer to it. */
export function stackValues({ project, get, isSecret, keys }: FullConfiguration): StackValues {
  const own = `${project}:`;
  const full = (name: string) => (name.includes(":") ? name : own + name);
  return {
    get(name) {
      const value = get(full(name));
      return value === undefined ? undefined : { value, secret: isSecret(full(name)) };
    },
    names: () => keys().map((key) => (key.startsWith(own) ? key.slice(own.length) : key)),
  };
}
