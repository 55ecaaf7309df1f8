import type { ResourceType } from "../runtime/contract/resourceType";
import { TYPES } from "../runtime/types";
import { VERSION } from "../platform/http/version";

/** "FileExport" of a URN such as "urn:pulumi:dev::project::parent:type$cavatica:index:FileExport::name". */
export const typeIn = (urn: string): string =>
  (urn.split("::")[2] ?? "").split("$").at(-1)!.split(":").at(-1)!;

export const nameIn = (urn: string): string => urn.split("::").slice(3).join("::");

/** The URN that a resource will have below this parent. */
export function childUrn(parent: string, type: string, name: string): string {
  const [stack, project, above] = parent.split("::");
  return `${stack}::${project}::${above}$${type}::${name}`;
}

/** The token of a type as classes for Node.js programs have it (resources/resource.ts). */
export const dynamicType = (type: string): string => `pulumi-nodejs:dynamic/cavatica:${type}`;

/** The last part of a token such as "cavatica:index:getFiles". */
export const lastPart = (token: string): string => token.slice(token.lastIndexOf(":") + 1);

/** What carries out a resource of this URN. */
export function resourceType(urn: string): ResourceType {
  const type = typeIn(urn);
  const found = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (found) return found;
  throw new Error(`pulumi-cavatica ${VERSION} has no resource type "${type}".`);
}
