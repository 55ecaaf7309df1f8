import * as pulumi from "@pulumi/pulumi";
import { bulkFileExportInputs } from "../../inputs/bulkFileExport";
import { bulkFileImportInputs } from "../../inputs/bulkFileImport";
import { fileExportInputs } from "../../inputs/fileExport";
import { fileImportInputs } from "../../inputs/fileImport";
import { ANY_UNKNOWN } from "../../inputs/unknowns";
import type { Declaration } from "../../resources/declarations";
import { awaitable } from "../../resources/outputs";
import type { Facts } from "./planned";

/** The properties that the preflight needs of each resource type: inputs, and the outputs that show what is done. */
const WANTED: Readonly<Record<string, readonly string[]>> = {
  FileExport: [...Object.keys(fileExportInputs.shape), "state"],
  BulkFileExport: [...Object.keys(bulkFileExportInputs.shape), "jobs"],
  FileImport: [...Object.keys(fileImportInputs.shape), "state"],
  BulkFileImport: [...Object.keys(bulkFileImportInputs.shape), "jobs"],
  Volume: ["name", "createdOn"],
};

export const isWanted = (type: string): boolean => type in WANTED;

/** True once the engine has registered the resource; false if it has refused it, and reported why. */
export const isRegistered = ({ resource }: Declaration): Promise<boolean> =>
  awaitable(resource.urn)
    .promise()
    .then(
      () => true,
      () => false,
    );

/**
 * The engine's response to the registration of a resource. In a preview these are, for a resource to be created or changed,
 * its checked inputs, and for an unchanged one, its outputs in state. So what is COMPLETED in state is known without asking
 * the platform.
 */
export async function factsOf({ resource, type }: Declaration): Promise<Facts & { isSecret: boolean }> {
  const outputs = resource as unknown as Record<string, pulumi.Output<unknown> | undefined>;
  const entries = (WANTED[type] ?? []).flatMap((name) => {
    const output = outputs[name];
    return output === undefined ? [] : [[name, awaitable(output)] as const];
  });
  const values = entries.map(async ([name, output]) => [name, marked(await output.promise(true))] as const);
  const secrets = await Promise.all(entries.map(([, { isSecret }]) => isSecret));
  return {
    isInState: await awaitable(resource.id).isKnown,
    values: Object.fromEntries<unknown>(await Promise.all(values)),
    isSecret: secrets.includes(true),
  };
}

/** Replaces the SDK's own marker for unknown values with the string that `check` gets. */
function marked(value: unknown): unknown {
  if (pulumi.isUnknown(value)) return ANY_UNKNOWN;
  if (Array.isArray(value)) return value.map(marked);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, marked(member)]));
}
