import { z } from "zod";
import { type Machine, projectOf } from "./machine";

type Key = "endpoint" | "authToken" | "profile";

const configSchema = z.record(z.string(), z.looseObject({ value: z.string().optional() }));

/** The selected stack's configuration; empty if there is no stack, or if its secrets can't be decrypted here. */
export async function configOf(machine: Machine): Promise<(key: Key) => string | undefined> {
  const { folder } = await projectOf(machine.folder);
  const values = folder === undefined ? {} : await valuesIn(machine, folder);
  return (key) => values[`cavatica:${key}`]?.value;
}

async function valuesIn({ run }: Machine, folder: string): Promise<z.infer<typeof configSchema>> {
  try {
    const text = await run("pulumi", ["config", "--show-secrets", "--json", "--non-interactive"], folder);
    return configSchema.parse(JSON.parse(text));
  } catch {
    return {};
  }
}
