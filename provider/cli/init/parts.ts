// What the stacks of all languages have in common.
import { VERSION } from "../../platform/http/version";
import { isAtLeast } from "../doctor/machine";

/** What a new stack is made from. */
export interface Wanted {
  /** The Pulumi project's name. */
  name: string;
  /** The project whose files are exported, "owner/name". */
  project: string;
  /** The volume to which they are exported, "owner/name". */
  volume: string;
  nodeVersion: string;
}

/** Contents of files, by path in the folder. */
export type Files = Readonly<Record<string, string>>;

/** From 3.249 on, the SDK requires Node 22 (its package.json, "engines"). */
const sdkRange = (nodeVersion: string): string =>
  isAtLeast(nodeVersion, "22.0.0") ? "^3.248.0" : "~3.248.0";

export const packageJson = (
  { name, nodeVersion }: Wanted,
  devDependencies?: Record<string, string>,
): string => {
  const dependencies = { "@pulumi/pulumi": sdkRange(nodeVersion), "pulumi-cavatica": `^${VERSION}` };
  const content = { name, private: true, dependencies, ...(devDependencies && { devDependencies }) };
  return `${JSON.stringify(content, null, 2)}\n`;
};

/** Locations start with the last part of the project's id, so that two projects don't collide on one volume. */
export const prefixOf = (project: string): string => `${project.split("/").at(-1)}/`;

/** Comments of the programs, each without its mark. */
export const COMMENTS = {
  prefix: "Prepended to each location.",
  include: "Only these files, by their paths below the project:",
  exclude:
    "Not these. Copies of the platform's public files look like all others, but their export is refused (9006):",
  copyOnly:
    "Leaves the files on the platform. Without it an export MOVES its file, one way: it becomes an alias of the object.",
  verify: "Compare each object with its file after the export.",
};
