import type * as pulumi from "@pulumi/pulumi";

/** One of the package's resources that the program has declared. */
export interface Declaration {
  resource: pulumi.CustomResource;
  /** Such as "FileExport". */
  type: string;
}

/** A property of an export or import that something may be wrong with. */
export type Part =
  `source.${"file" | "volume" | "location"}` | `destination.${"volume" | "location" | Target}`;
type Target = "project" | "parent" | "name";

/** What tells an item from its neighbours; a location is the whole one, with the prefix. */
export type ItemFacts =
  { file: string; location: string } | { location: string; folder: string; name: string };

/** Where a resource, or one of its items, was written if not in the program itself, such as "exports.yaml:12:26". */
export interface Origin {
  at: (part?: Part) => string;
  /** Of one item among many. */
  ofItem?: (item: ItemFacts, part?: Part) => string | undefined;
}

const listeners: ((declaration: Declaration) => void)[] = [];
const origins = new WeakMap<pulumi.Resource, Origin>();

/** For whoever looks at what a program declares, as the preflight does. */
export function onDeclaration(listener: (declaration: Declaration) => void): void {
  listeners.push(listener);
}

export function announce(declaration: Declaration): void {
  for (const listener of listeners) listener(declaration);
}

/** Lets messages about a resource name where it was written. */
export function setOrigin(resource: pulumi.Resource, origin: Origin): void {
  origins.set(resource, origin);
}

export const originOf = (resource: pulumi.Resource): Origin | undefined => origins.get(resource);
