import { readManifest, type Reading } from "../../../provider/manifest/read";

export const file = (n: number): string => `65a1f0c2e4b0a1b2c3d4${String(n).padStart(2, "0")}c0`;

interface Beside {
  /** The stack's configuration; a value in an object is a secret. */
  config?: Record<string, string | { secret: string }>;
  tables?: Record<string, string>;
}

/** Reads a manifest named exports.yaml. */
export function read(text: string, { config = {}, tables = {} }: Beside = {}): Reading {
  return readManifest("exports.yaml", text, {
    config: {
      get(name) {
        const entry = Object.hasOwn(config, name) ? config[name] : undefined;
        if (entry === undefined) return undefined;
        return typeof entry === "string"
          ? { value: entry, secret: false }
          : { value: entry.secret, secret: true };
      },
      names: () => Object.keys(config),
    },
    readText(path) {
      const table = Object.hasOwn(tables, path) ? tables[path] : undefined;
      if (table === undefined) throw Object.assign(new Error("nothing there"), { code: "ENOENT" });
      return table;
    },
  });
}

/** The message for a manifest that can't be used. */
export function complaintsAbout(text: string, beside?: Beside): string {
  try {
    read(text, beside);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("the manifest was accepted");
}

/** The same without the first line, split into problems. */
export const problemsOf = (text: string, beside?: Beside): string[] =>
  complaintsAbout(text, beside).split("\n\n").slice(1);
