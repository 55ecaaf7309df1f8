import type * as pulumi from "@pulumi/pulumi";

/** One of the package's resources that the program has declared. */
export interface Declaration {
  resource: pulumi.CustomResource;
  /** Such as "FileExport". */
  type: string;
}

/** A property of an export or import that a message may be about. */
export type Part =
  `source.${"file" | "volume" | "location"}` | `destination.${"volume" | "location" | Target}`;
type Target = "project" | "parent" | "name";

/** What distinguishes an item from the others; the location includes the prefix. */
export type ItemFacts =
  { file: string; location: string } | { location: string; folder: string; name: string };

/** Where a resource, or one of its items, is written if not in the program itself, such as "exports.yaml:12:26". */
export interface Origin {
  at: (part?: Part) => string;
  /** The same for one item among many. */
  ofItem?: (item: ItemFacts, part?: Part) => string | undefined;
}

const listeners: ((declaration: Declaration) => void)[] = [];
const origins = new WeakMap<pulumi.Resource, Origin>();

/** Registers a listener for what a program declares, such as the preflight. */
export function onDeclaration(listener: (declaration: Declaration) => void): void {
  listeners.push(listener);
}

export function announce(declaration: Declaration): void {
  for (const listener of listeners) listener(declaration);
}

/** Lets messages about a resource say where it is written. */
export function setOrigin(resource: pulumi.Resource, origin: Origin): void {
  origins.set(resource, origin);
}

export const originOf = (resource: pulumi.Resource): Origin | undefined => origins.get(resource);
